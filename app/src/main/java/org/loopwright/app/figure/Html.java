package org.loopwright.app.figure;

import java.util.List;

/// Writes well-formed HTML, every text escaped.
final class Html {
    private final StringBuilder text = new StringBuilder();
    private int pictures;

    /// Text as it may stand between tags.
    static String escaped(String plain) {
        StringBuilder safe = new StringBuilder();
        plain.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                default -> {
                    // XML has no other control characters.
                    if (c >= ' ' || c == '\n' || c == '\t') {
                        safe.appendCodePoint(c);
                    }
                }
            }
        });
        return safe.toString();
    }

    Html heading(int level, String plain) {
        return element("h" + level, plain);
    }

    Html paragraph(String plain) {
        return element("p", plain);
    }

    Html note(String plain) {
        text.append("<p class=\"note\">").append(escaped(plain)).append("</p>\n");
        return this;
    }

    Html code(String plain) {
        return element("pre", plain);
    }

    private Html element(String tag, String plain) {
        text.append('<')
                .append(tag)
                .append('>')
                .append(escaped(plain))
                .append("</")
                .append(tag)
                .append(">\n");
        return this;
    }

    Html list(List<String> items) {
        text.append("<ul>\n");
        items.forEach(item -> element("li", item));
        text.append("</ul>\n");
        return this;
    }

    /// A table; the first row is its head.
    Html table(List<List<String>> rows) {
        text.append("<table>\n");
        for (int i = 0; i < rows.size(); i++) {
            text.append("<tr>");
            for (String cell : rows.get(i)) {
                String tag = i == 0 ? "th" : "td";
                text.append('<')
                        .append(tag)
                        .append('>')
                        .append(escaped(cell))
                        .append("</")
                        .append(tag)
                        .append('>');
            }
            text.append("</tr>\n");
        }
        text.append("</table>\n");
        return this;
    }

    /// A picture.
    ///
    /// @param svg well-formed, as a file would hold it
    Html picture(String svg, String caption) {
        // Names of clips must differ between the pictures of a page.
        String own = svg.substring(svg.indexOf("<svg")).replaceAll("(id=\"|url\\(#)", "$1p" + pictures++ + "-");
        text.append("<div class=\"figure\">")
                .append(own)
                .append("<p class=\"note\">")
                .append(escaped(caption))
                .append("</p></div>\n");
        return this;
    }

    /// The whole page.
    String page(String title) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <title>%s</title>
                <style>
                @page { size: A4; margin: 20mm 18mm; }
                body { font-family: Inter, sans-serif; font-size: 10pt; line-height: 1.45; color: #222; max-width: 46em; margin: 2em auto; }
                h1 { font-size: 19pt; line-height: 1.2; }
                h2, h3 { page-break-after: avoid; }
                tr, .figure { page-break-inside: avoid; }
                h2 { font-size: 13pt; margin-top: 1.8em; border-bottom: 1px solid #ddd; padding-bottom: 0.2em; }
                h3 { font-size: 11pt; margin-top: 1.2em; }
                table { border-collapse: collapse; margin: 0.6em 0; font-size: 9pt; }
                th, td { text-align: left; vertical-align: top; padding: 3px 12px 3px 0; border-bottom: 1px solid #e4e4e4; }
                tr { page-break-inside: avoid; }
                pre { font-family: "JetBrains Mono", monospace; font-size: 8pt; line-height: 1.35; background: #f6f7f9; padding: 8px 10px; white-space: pre-wrap; word-wrap: break-word; }
                .note { color: #666; font-size: 9pt; }
                .figure { margin: 0.8em 0; page-break-inside: avoid; }
                </style>
                </head>
                <body>
                %s</body>
                </html>
                """.replace("%s</title>", escaped(title) + "</title>").replace("%s</body>", text + "</body>");
    }
}
