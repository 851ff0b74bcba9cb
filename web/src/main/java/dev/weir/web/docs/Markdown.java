package dev.weir.web.docs;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.UrlSanitizer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * Descriptions ⇒ HTML in which nothing can run and that asks no other server for anything: tags stay text, links go to the web
 * or to pages, images are the project's own. Thread-safe.
 */
final class Markdown {
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), StrikethroughExtension.create(), AutolinkExtension.create());

    /** An image below the site: no scheme, no other host, nothing from the root. */
    private static final Pattern OWN_IMAGE = Pattern.compile("[^/\\\\:?#][^\\\\:]*");

    private static final Pattern SCHEME = Pattern.compile("^([^/?#]*?):");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Z}]+");

    /** Signs that mean nothing to Markdown within a line that starts with a letter. */
    private static final String HARMLESS = " ,;()?!'/%-.:";

    private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();
    private final HtmlRenderer html = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .urlSanitizer(new Addresses())
            .attributeProviderFactory(_ -> new Attributes())
            .build();
    private final TextContentRenderer plain = TextContentRenderer.builder()
            .extensions(EXTENSIONS)
            .lineBreakRendering(LineBreakRendering.STRIP)
            .build();

    /** Empty for an empty text. */
    String html(String markdown) {
        if (markdown.isBlank()) {
            return "";
        }
        if (plain(markdown)) {
            return "<p>" + markdown.strip() + "</p>";
        }
        Node document = parser.parse(markdown);
        document.accept(new ForeignImages());
        return html.render(document).strip();
    }

    /** The words alone, in one line. */
    String words(String markdown) {
        return markdown.isBlank() || plain(markdown)
                ? markdown.strip()
                : plain.render(parser.parse(markdown)).strip();
    }

    /** Whether it is a line in which no sign means anything, and no address stands: most descriptions of columns are one. */
    private static boolean plain(String markdown) {
        if (!Character.isLetter(markdown.charAt(0)) || markdown.contains("://") || markdown.contains("www.")) {
            return false;
        }
        for (int at = 0; at < markdown.length(); at++) {
            char c = markdown.charAt(at);
            if (!Character.isLetterOrDigit(c) && HARMLESS.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Images from elsewhere become links to them. */
    private static final class ForeignImages extends AbstractVisitor {
        @Override
        public void visit(Image image) {
            visitChildren(image);
            if (OWN_IMAGE.matcher(image.getDestination()).matches()) {
                return;
            }
            Link link = new Link(image.getDestination(), image.getTitle());
            for (Node child = image.getFirstChild(); child != null; child = image.getFirstChild()) {
                link.appendChild(child);
            }
            if (link.getFirstChild() == null) {
                link.appendChild(new Text(image.getDestination()));
            }
            boolean linked = isInLink(image);
            if (linked) {
                for (Node child = link.getFirstChild(); child != null; child = link.getFirstChild()) {
                    image.insertBefore(child);
                }
            } else {
                image.insertBefore(link);
            }
            image.unlink();
        }

        private static boolean isInLink(Node node) {
            for (Node above = node.getParent(); above != null; above = above.getParent()) {
                if (above instanceof Link) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final class Addresses implements UrlSanitizer {
        @Override
        public String sanitizeLinkUrl(String address) {
            String seen = UNSEEN.matcher(address).replaceAll("");
            var scheme = SCHEME.matcher(seen);
            if (!scheme.find()) {
                return seen;
            }
            return switch (scheme.group(1).toLowerCase(Locale.ROOT)) {
                case "http", "https", "mailto" -> seen;
                default -> "";
            };
        }

        @Override
        public String sanitizeImageUrl(String address) {
            return OWN_IMAGE.matcher(address).matches() ? address : "";
        }
    }

    private static final class Attributes implements AttributeProvider {
        @Override
        public void setAttributes(Node node, String tag, Map<String, String> attributes) {
            if (node instanceof Link) {
                attributes.put("rel", "noopener noreferrer");
            }
        }
    }
}
