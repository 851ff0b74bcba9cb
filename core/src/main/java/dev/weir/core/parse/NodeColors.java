package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.util.Locale;
import java.util.Set;

/** What {@code node_color} under {@code docs:} may be: a name of CSS, or {@code #} with three or six hexadecimal digits. */
final class NodeColors {
    private static final Set<String> NAMES = Set.of("""
            aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown
            burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue
            darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange
            darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey darkturquoise
            darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia
            gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo
            ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
            lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue
            lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon
            mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue
            mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin
            navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen
            paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red
            rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue
            slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white
            whitesmoke yellow yellowgreen""".strip().split("\\s+"));

    private NodeColors() {}

    static boolean known(String color) {
        return color.startsWith("#") ? hexadecimal(color) : NAMES.contains(color.toLowerCase(Locale.ROOT));
    }

    private static boolean hexadecimal(String color) {
        if (color.length() != 4 && color.length() != 7) {
            return false;
        }
        for (int at = 1; at < color.length(); at++) {
            if (Character.digit(color.charAt(at), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    static WeirException unknown(String color) {
        return new WeirException(Diagnostic.of(DiagnosticCode.PAR_012, "\"" + color + "\" is no color")
                .inWordsOfDbt("Invalid color name for docs.node_color: " + color
                        + ". It is neither a valid HTML color name nor a valid HEX code.")
                .withHint("Write a name such as gold, or #cd7f32."));
    }
}
