package dev.weir.core.parse;

import dev.weir.base.SourceText;
import dev.weir.base.YamlNode;
import dev.weir.core.context.ParseCalls;
import dev.weir.core.manifest.NodeCode;
import dev.weir.core.project.Behaviour;
import dev.weir.jinja.JinjaParser;
import dev.weir.jinja.Syntax;
import dev.weir.jinja.TreeNotation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What code and properties say about a node's config, as it is written. Under
 * {@code state_modified_compare_more_unrendered_values} that is the expression rather than its value, in Jinja's notation of
 * trees, so that another target or environment variable changes nothing: the keywords of the first {@code config} call, where
 * the code needs Jinja to be read. Source: recorded manifests, project {@code as_written}.
 */
final class WrittenConfig {
    private final boolean expressions;
    private final boolean overridden;
    private final Syntax syntax;

    WrittenConfig(ParseScope scope) {
        expressions = scope.request().chosen(Behaviour.STATE_MODIFIED_COMPARE_MORE_UNRENDERED_VALUES);
        overridden = scope.surroundings().builtinsOverridden();
        syntax = scope.contexts().renderer().syntax();
    }

    /** What the code of a model says, which the reference reads without Jinja where it can. */
    ConfigLayer ofModel(ParseCalls calls, NodeCode code) {
        return expressions && !overridden && PlainCode.readable(code.rawCode())
                ? ConfigLayer.of(calls.config())
                : of(calls, code);
    }

    /** What the code of another node says. */
    ConfigLayer of(ParseCalls calls, NodeCode code) {
        if (!expressions || calls.config().isEmpty()) {
            return ConfigLayer.of(calls.config());
        }
        Map<String, @Nullable Object> keywords = new LinkedHashMap<>(TreeNotation.keywords(
                JinjaParser.parse(new SourceText(code.source().path(), code.rawCode()), syntax), "config"));
        return keywords.isEmpty() ? ConfigLayer.of(calls.config()) : new ConfigLayer(calls.config(), keywords);
    }

    /**
     * What properties say; the reference lays what stands under {@code config} over its values, so that lists hold both, but for
     * tests.
     */
    @SuppressWarnings("unchecked") // mappings have text keys
    ConfigLayer ofProperties(NodeDraft draft) {
        ConfigLayer values = draft.propertyConfig();
        Optional<YamlNode> config =
                draft.entry().map(YamlNode.Mapping.class::cast).flatMap(entry -> entry.find("config"));
        return expressions
                        && draft.shape() != ConfigShape.TEST
                        && config.isPresent()
                        && config.get().plain() instanceof Map<?, ?> written
                ? new ConfigLayer(
                        values.rendered(),
                        values.under((Map<String, @Nullable Object>) written).unrendered())
                : values;
    }
}
