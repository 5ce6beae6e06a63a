package org.loopwright.measure.figure;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The numbers of a figure. Shares and differences are in percent and points, as the figure shows them.
///
/// @param first name of the column of labels
/// @param columns names of the other columns
/// @param rows by label; each has a value for each column, NaN where there is none
public record FigureTable(String first, List<String> columns, List<Row> rows) {
    /// One line.
    public record Row(String label, List<Double> values) {
        public Row {
            values = List.copyOf(values);
        }
    }

    public FigureTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.values().size() != columns.size()) {
                throw new IllegalArgumentException("row " + row.label() + " has "
                        + row.values().size() + " values for " + columns.size() + " columns");
            }
        }
    }

    /// As comma-separated values, numbers in full.
    public String csv() {
        StringBuilder text = new StringBuilder(quoted(first));
        columns.forEach(column -> text.append(',').append(quoted(column)));
        text.append('\n');
        for (Row row : rows) {
            text.append(quoted(row.label()));
            row.values().forEach(value -> text.append(',').append(value.isNaN() ? "" : Double.toString(value)));
            text.append('\n');
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\n\r]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /// As a table for LaTeX with the package `booktabs`.
    public String booktabs() {
        StringBuilder text = new StringBuilder("% \\usepackage{booktabs}\n\\begin{tabular}{l")
                .append("r".repeat(columns.size()))
                .append("}\n\\toprule\n")
                .append(escaped(first));
        columns.forEach(column -> text.append(" & ").append(escaped(column)));
        text.append(" \\\\\n\\midrule\n");
        for (Row row : rows) {
            text.append(escaped(row.label()));
            row.values().forEach(value -> text.append(" & ").append(number(value, "--")));
            text.append(" \\\\\n");
        }
        return text.append("\\bottomrule\n\\end{tabular}\n").toString();
    }

    private static String escaped(String text) {
        return text.chars()
                .mapToObj(c -> switch (c) {
                    case '&', '%', '$', '#', '_', '{', '}' -> "\\" + (char) c;
                    case '\\' -> "\\textbackslash{}";
                    case '~' -> "\\textasciitilde{}";
                    case '^' -> "\\textasciicircum{}";
                    default -> Character.toString(c);
                })
                .collect(Collectors.joining());
    }

    /// One `\newcommand` for each number, named by figure, row and column: `\lwForestSelfCheckDifference`.
    ///
    /// @param figure name of the figure
    public String commands(String figure) {
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            for (int i = 0; i < columns.size(); i++) {
                if (!row.values().get(i).isNaN()) {
                    text.append("\\newcommand{\\lw")
                            .append(word(figure))
                            .append(word(row.label()))
                            .append(word(columns.get(i)))
                            .append("}{")
                            .append(number(row.values().get(i), ""))
                            .append("}\n");
                }
            }
        }
        return text.toString();
    }

    /// Letters only, as LaTeX asks of a command's name.
    private static String word(String text) {
        StringBuilder word = new StringBuilder();
        boolean start = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                word.append(DIGITS.get(c - '0'));
                start = true;
            } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
                word.append(start ? Character.toUpperCase(c) : c);
                start = false;
            } else {
                start = true;
            }
        }
        return word.toString();
    }

    private static final List<String> DIGITS =
            List.of("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine");

    private static String number(double value, String none) {
        if (Double.isNaN(value)) {
            return none;
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) >= 100;
        return String.format(Locale.ROOT, whole ? "%.0f" : "%.1f", value);
    }
}
