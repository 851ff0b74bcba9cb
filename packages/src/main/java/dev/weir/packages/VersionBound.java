package dev.weir.packages;

import java.util.Optional;

/** One condition on a version: {@code >=1.0.0}; without an operator it means exactly that version. */
record VersionBound(Operator operator, SemanticVersion version) {
    enum Operator {
        EXACTLY("="),
        FROM(">="),
        ABOVE(">"),
        UP_TO("<="),
        BELOW("<");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        boolean lower() {
            return this == FROM || this == ABOVE;
        }

        boolean upper() {
            return this == UP_TO || this == BELOW;
        }
    }

    static Optional<VersionBound> parse(String text) {
        Operator found = Operator.EXACTLY;
        int length = 0;
        for (Operator operator : Operator.values()) {
            if (text.startsWith(operator.sign) && operator.sign.length() > length) {
                found = operator;
                length = operator.sign.length();
            }
        }
        Operator operator = found;
        return SemanticVersion.parse(text.substring(length)).map(version -> new VersionBound(operator, version));
    }

    @Override
    public String toString() {
        return operator.sign + version;
    }
}
