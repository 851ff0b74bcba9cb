package dev.weir.core.parse.semantic;

import dev.weir.core.manifest.Resource;
import java.util.ArrayList;
import java.util.List;

/** Issues being gathered. One thread. */
final class Issues {
    private final List<SemanticIssue> all = new ArrayList<>();

    void error(Resource about, String words) {
        all.add(new SemanticIssue(true, about, words));
    }

    void warn(Resource about, String words) {
        all.add(new SemanticIssue(false, about, words));
    }

    /** Warnings, then errors. */
    List<SemanticIssue> ordered() {
        List<SemanticIssue> ordered =
                new ArrayList<>(all.stream().filter(issue -> !issue.error()).toList());
        ordered.addAll(all.stream().filter(SemanticIssue::error).toList());
        return ordered;
    }
}
