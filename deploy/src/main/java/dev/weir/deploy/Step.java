package dev.weir.deploy;

import java.util.Locale;

/** What an entry of the journal says has happened, in the order of a deployment. */
enum Step {
    BEGUN("begun"),
    /** Another process goes on with it. */
    TAKEN_OVER("taken over"),
    /** Another deployment began at the same time. */
    WITHDRAWN("withdrawn"),
    INITIALISED("initialised"),
    BUILT("built"),
    TESTED("tested"),
    READY("ready"),
    /** The swap is next; the entry holds the ids by which it is known whether it has happened. */
    PROMOTING("promoting"),
    PROMOTED("promoted"),
    /** The old side stays until the time the entry holds. */
    KEPT("kept"),
    CLEANED("cleaned up"),
    ROLLING_BACK("rolling back"),
    ROLLED_BACK("rolled back"),
    ABORTED("aborted"),
    /** A step did not succeed; the entry says why. The deployment stays open. */
    FAILED("failed");

    private final String wireName;

    Step(String wireName) {
        this.wireName = wireName;
    }

    /** As the journal has it. */
    String wireName() {
        return wireName;
    }

    static Step of(String wireName) {
        for (Step step : values()) {
            if (step.wireName.equals(wireName)) {
                return step;
            }
        }
        throw new IllegalStateException(
                "a newer version of this program wrote the step " + wireName.toLowerCase(Locale.ROOT));
    }

    /** Whether a deployment is over with it. */
    boolean ends() {
        return switch (this) {
            case WITHDRAWN, KEPT, CLEANED, ROLLED_BACK, ABORTED -> true;
            case BEGUN, TAKEN_OVER, INITIALISED, BUILT, TESTED, READY, PROMOTING, PROMOTED, ROLLING_BACK, FAILED ->
                false;
        };
    }
}
