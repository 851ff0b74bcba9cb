package dev.weir.deploy;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.ReplacedFile;
import dev.weir.base.WeirException;
import dev.weir.core.project.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A plan as it is written down, to be looked at and then sent as it is or not at all.
 *
 * @param target the target's name
 * @param database what it connects to
 * @param deployment the deployment whose rest is planned; empty when a new one is
 * @param keepOld as {@link DeployRequest.Options#keepOld}; so are the next two
 */
record PlanFile(
        String target,
        String database,
        Optional<String> deployment,
        Optional<Duration> keepOld,
        boolean cascade,
        boolean now,
        Plan plan) {
    private static final long FORM = 1;
    private static final int MOST_SHOWN = 5;
    private static final int LONGEST_SHOWN = 300;

    /** As {@code --output json} prints it. */
    String text() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("form", FORM);
        data.put("target", target);
        data.put("database", database);
        data.put("deployment", deployment.orElse(null));
        data.put("keep_old", keepOld.map(Duration::toString).orElse(null));
        data.put("cascade", cascade);
        data.put("now", now);
        data.put("statements", plan.data());
        return JsonText.write(data, false);
    }

    /** Throws {@code DPL-010}. */
    void write(Path file) {
        try {
            ReplacedFile.write(file, text() + "\n");
        } catch (IOException failed) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.DPL_010, "the plan cannot be written to " + file)
                            .withDetail(String.valueOf(failed.getMessage())),
                    failed);
        }
    }

    /** Throws {@code DPL-010} when there is no plan in the file, or one of another version of this program. */
    static PlanFile read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException failed) {
            throw new WeirException(unreadable(file, "It cannot be read: " + failed.getMessage() + "."), failed);
        }
        try {
            if (JsonText.parse(text) instanceof Map<?, ?> data
                    && data.get("statements") instanceof List<?> statements) {
                if (!Long.valueOf(FORM).equals(data.get("form"))) {
                    throw new WeirException(unreadable(file, "Another version of this program wrote it."));
                }
                return new PlanFile(
                        String.valueOf(data.get("target")),
                        String.valueOf(data.get("database")),
                        Optional.ofNullable(data.get("deployment")).map(String::valueOf),
                        Optional.ofNullable(data.get("keep_old")).map(each -> Duration.parse(each.toString())),
                        Boolean.TRUE.equals(data.get("cascade")),
                        Boolean.TRUE.equals(data.get("now")),
                        Plan.of(statements));
            }
        } catch (ClassCastException | DateTimeException broken) {
            throw new WeirException(unreadable(file, "It has been changed by hand."), broken);
        } catch (WeirException broken) {
            throw broken.diagnostic().code() == DiagnosticCode.DPL_010
                    ? broken
                    : new WeirException(unreadable(file, broken.diagnostic().message() + "."), broken);
        }
        throw new WeirException(unreadable(file, "It holds something else."));
    }

    private static Diagnostic unreadable(Path file, String why) {
        return Diagnostic.of(DiagnosticCode.DPL_010, "the file " + file + " holds no plan")
                .withDetail(why)
                .withHint("`weir deploy --plan --out " + file.getFileName() + "` writes one.");
    }

    /** Throws {@code DPL-009} unless what would be sent now is what the file says, told by where they differ. */
    void require(PlanFile now) {
        if (!target.equals(now.target) || !database.equals(now.database)) {
            throw differs("It is for the target \"" + target + "\" and the database \"" + database
                    + "\"; this is the target \"" + now.target + "\" and the database \"" + now.database + "\".");
        }
        if (!deployment.equals(now.deployment)) {
            throw differs(deployment
                    .map(id -> "It is for what was left of the deployment " + id
                            + ", which is to be gone on with by --resume.")
                    .orElse("It is for a new deployment, not for the rest of one."));
        }
        List<Plan.Planned> added = now.plan.without(plan);
        List<Plan.Planned> gone = plan.without(now.plan);
        if (!added.isEmpty() || !gone.isEmpty()) {
            throw differs((shown("Not in the file:", added) + "\n" + shown("Only in the file:", gone)).strip());
        }
    }

    private static WeirException differs(String how) {
        return new WeirException(
                Diagnostic.of(DiagnosticCode.DPL_009, "what would be sent now is not what the plan file says")
                        .withDetail(how)
                        .withHint(
                                "Nothing was sent. The project, its vars or the database are not what they were; plan again by `weir deploy --plan --out …`."));
    }

    private static String shown(String heading, List<Plan.Planned> statements) {
        if (statements.isEmpty()) {
            return "";
        }
        String more = statements.size() > MOST_SHOWN ? "\n  and " + (statements.size() - MOST_SHOWN) + " more" : "";
        return statements.stream()
                .limit(MOST_SHOWN)
                .map(each -> "\n  " + each.step() + ": " + shortened(each.sql()))
                .collect(Collectors.joining("", heading, more));
    }

    private static String shortened(String sql) {
        String line = sql.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + " …";
    }
}
