package dev.weir.cli.line;

/**
 * How far a command or flag goes.
 *
 * @param response what happens when it is given with an effect
 * @param note why, or what it means here; may be empty
 */
public record Support(State state, Response response, String note) {
    /** The state in the ledger of breadth. */
    public enum State {
        WORKS("works"),
        REFUSED("refused"),
        NOT_YET("not yet");

        private final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    /** What is done with it. */
    public enum Response {
        /** Taken as it is meant. */
        TAKE,
        /** A warning, then the command goes on: its result is the same without. */
        WARN,
        /** A usage error: the result would not be what was asked for. */
        STOP
    }

    static final Support WORKS = new Support(State.WORKS, Response.TAKE, "");
    /** Changes what the command does, and is not there yet. */
    static final Support NOT_YET = new Support(State.NOT_YET, Response.STOP, "");
    /** Changes how something looks or how long it takes, and is not there yet. */
    static final Support NOT_YET_COSMETIC = new Support(State.NOT_YET, Response.WARN, "");

    static Support works(String note) {
        return new Support(State.WORKS, Response.TAKE, note);
    }

    static Support refused(String why) {
        return new Support(State.REFUSED, Response.STOP, why);
    }

    /** As the ledger writes it: {@code "works"}, {@code "refused: <why>"}, {@code "not yet"}. */
    public String wireName() {
        return state == State.REFUSED ? state.wireName() + ": " + note : state.wireName();
    }
}
