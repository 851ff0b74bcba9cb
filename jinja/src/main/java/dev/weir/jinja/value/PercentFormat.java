package dev.weir.jinja.value;

/** The {@code %} operator of str. */
final class PercentFormat {
    private PercentFormat() {}

    static String format(String text, Object values) {
        Object[] all = values instanceof PyTuple tuple ? tuple.toArray() : new Object[] {values};
        String result = text;
        for (Object value : all) {
            result = result.replaceFirst("%[sdr]", java.util.regex.Matcher.quoteReplacement(Values.str(value)));
        }
        return result.replace("%%", "%");
    }
}
