package dev.weir.jinja;

import java.math.BigInteger;

/** Reads the numbers of a template: decimal, hexadecimal, octal, binary and float, with underscores. */
final class NumberLexer {
    private final String text;
    private final int end;

    NumberLexer(String text, int end) {
        this.text = text;
        this.end = end;
    }

    Token number(int at, Lexer lexer) {
        boolean afterDot = at > 0 && text.charAt(at - 1) == '.';
        int digits = digits(at);
        int stop = afterDot ? -1 : floatEnd(digits);
        if (stop >= 0) {
            String number = text.substring(at, stop).replace("_", "");
            return lexer.token(TokenKind.FLOAT, at, stop, Double.valueOf(number));
        }
        if (text.charAt(at) == '0') {
            int radix = radix(at);
            int last = radix == 0 ? -1 : radixEnd(at + 2, radix);
            if (last > 0) {
                return lexer.token(TokenKind.INTEGER, at, last, integer(at + 2, last, radix));
            }
            int zeros = zeros(at);
            return lexer.token(TokenKind.INTEGER, at, zeros, 0L);
        }
        return lexer.token(TokenKind.INTEGER, at, digits, integer(at, digits, 10));
    }

    private Object integer(int from, int to, int radix) {
        String number = text.substring(from, to);
        if (number.indexOf('_') >= 0) {
            number = number.replace("_", "");
        }
        if (number.length() <= 15) {
            return Long.valueOf(number, radix);
        }
        BigInteger big = new BigInteger(number, radix);
        return big.bitLength() < 64 ? (Object) big.longValue() : big;
    }

    /** The end of {@code digits(_digits)*} from a place that holds a digit. */
    private int digits(int at) {
        int i = at;
        while (i < end) {
            char c = text.charAt(i);
            if (Characters.isDigit(c)) {
                i++;
            } else if (c == '_' && i + 1 < end && Characters.isDigit(text.charAt(i + 1))) {
                i += 2;
            } else {
                break;
            }
        }
        return i;
    }

    private int zeros(int at) {
        int i = at + 1;
        while (i < end) {
            if (text.charAt(i) == '0') {
                i++;
            } else if (text.charAt(i) == '_' && i + 1 < end && text.charAt(i + 1) == '0') {
                i += 2;
            } else {
                break;
            }
        }
        return i;
    }

    /** The end of the float whose integer digits end at a place; negative when it is no float. */
    private int floatEnd(int digits) {
        int i = digits;
        boolean fraction = i + 1 < end && text.charAt(i) == '.' && Characters.isDigit(text.charAt(i + 1));
        if (fraction) {
            i = digits(i + 1);
        }
        if (i < end && (text.charAt(i) | 0x20) == 'e') {
            int exponent = i + 1;
            if (exponent < end && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
                exponent++;
            }
            if (exponent < end && Characters.isDigit(text.charAt(exponent))) {
                return digits(exponent);
            }
        }
        return fraction ? i : -1;
    }

    private int radix(int at) {
        return at + 1 >= end
                ? 0
                : switch (text.charAt(at + 1) | 0x20) {
                    case 'x' -> 16;
                    case 'o' -> 8;
                    case 'b' -> 2;
                    default -> 0;
                };
    }

    private int radixEnd(int at, int radix) {
        int i = at;
        int last = -1;
        while (i < end) {
            char c = text.charAt(i);
            if (c == '_' && i + 1 < end && Character.digit(text.charAt(i + 1), radix) >= 0) {
                i++;
            } else if (c >= 0x80 || Character.digit(c, radix) < 0) {
                break;
            }
            last = ++i;
        }
        return last;
    }
}
