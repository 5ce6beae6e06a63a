package org.loopwright.model.files.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Python's operators on a template's values.
final class Operators {
    private static final int MAX_REPEATED = 1_000_000;

    private Operators() {}

    static boolean compare(String operator, Object a, Object b) {
        return switch (operator) {
            case "==" -> same(a, b);
            case "!=" -> !same(a, b);
            case "in" -> contains(b, a);
            case "not in" -> !contains(b, a);
            case "<" -> order(a, b) < 0;
            case "<=" -> order(a, b) <= 0;
            case ">" -> order(a, b) > 0;
            default -> order(a, b) >= 0;
        };
    }

    static boolean same(Object a, Object b) {
        if (isNumber(a) && isNumber(b)) {
            return Double.compare(number(a), number(b)) == 0;
        }
        return a.equals(b) || (a instanceof Undefined && b instanceof Undefined);
    }

    private static int order(Object a, Object b) {
        if (a instanceof Marked x && b instanceof Marked y) {
            return x.text().compareTo(y.text());
        }
        return Double.compare(number(a), number(b));
    }

    static boolean contains(Object container, Object item) {
        return switch (container) {
            case Marked text -> text.text().contains(Values.text(item).text());
            case Map<?, ?> map -> map.containsKey(item);
            case List<?> list -> list.stream().anyMatch(i -> same(i, item));
            case Undefined _ -> false;
            default -> throw Values.wrong(container, "a list, a map or a text");
        };
    }

    private static boolean isNumber(Object value) {
        return value instanceof Long || value instanceof Double || value instanceof Boolean;
    }

    private static double number(Object value) {
        return switch (value) {
            case Long n -> n;
            case Double n -> n;
            case Boolean b -> b ? 1 : 0;
            default -> throw Values.wrong(value, "a number");
        };
    }

    static Object arithmetic(String operator, Object a, Object b) {
        if (a instanceof Marked text) {
            return switch (operator) {
                case "+" -> Marked.join(List.of(text, Values.text(b)));
                case "*" -> repeated(text, Values.integer(b));
                default -> throw Values.wrong(a, "a number");
            };
        }
        if (a instanceof List<?> list && operator.equals("+") && b instanceof List<?> more) {
            List<Object> both = new ArrayList<>(list);
            both.addAll(more);
            return both;
        }
        if (a instanceof Double || b instanceof Double || operator.equals("/")) {
            return decimal(operator, number(a), number(b));
        }
        return integral(operator, (long) number(a), (long) number(b));
    }

    private static Marked repeated(Marked text, int times) {
        if ((long) text.length() * times > MAX_REPEATED) {
            throw new TemplateException("a text repeated " + times + " times is too long");
        }
        List<Marked> parts = new ArrayList<>();
        for (int i = 0; i < times && text.length() > 0; i++) {
            parts.add(text);
        }
        return Marked.join(parts);
    }

    private static Object decimal(String operator, double a, double b) {
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "//" -> Math.floor(a / b);
            case "%" -> a - b * Math.floor(a / b);
            default -> Math.pow(a, b);
        };
    }

    private static Object integral(String operator, long a, long b) {
        if (b == 0 && (operator.equals("//") || operator.equals("%"))) {
            throw new TemplateException(a + " is divided by 0");
        }
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "//" -> Math.floorDiv(a, b);
            case "%" -> Math.floorMod(a, b);
            default -> (long) Math.pow((double) a, (double) b);
        };
    }

    /// `owner.name`: a method first, then a key.
    static Object attribute(Object owner, String name) {
        Object method = Methods.of(owner, name);
        if (method != null) {
            return method;
        }
        return switch (owner) {
            case Map<?, ?> map -> keyed(map, Marked.of(name));
            case Namespace space -> keyed(space.fields(), Marked.of(name));
            case Undefined undefined -> throw undefined.unknown();
            default -> new Undefined(name);
        };
    }

    static Object keyed(Map<?, ?> map, Object key) {
        Object value = map.get(key);
        return value == null ? new Undefined(key.toString()) : value;
    }

    /// `owner[index]`.
    static Object item(Object owner, Object index) {
        return switch (owner) {
            case Map<?, ?> map -> keyed(map, index);
            case List<?> list -> {
                int i = Values.integer(index);
                int at = i < 0 ? i + list.size() : i;
                yield at >= 0 && at < list.size() ? list.get(at) : new Undefined("[" + i + "]");
            }
            case Marked text -> item(Values.items(text), index);
            case Undefined undefined -> throw undefined.unknown();
            default -> new Undefined(index.toString());
        };
    }

    /// `owner[from:to:step]`; a bound may be none.
    static Object slice(Object owner, Object from, Object to, Object step) {
        List<Object> items = Values.items(owner);
        int by = step == Nothing.NONE ? 1 : Values.integer(step);
        if (by == 0) {
            throw new TemplateException("a slice's step is 0");
        }
        int size = items.size();
        int begin = from == Nothing.NONE ? (by > 0 ? 0 : size - 1) : bound(from, size, by);
        int end = to == Nothing.NONE ? (by > 0 ? size : -1) : bound(to, size, by);
        List<Object> sliced = new ArrayList<>();
        for (long i = begin; by > 0 ? i < end : i > end; i += by) {
            sliced.add(items.get((int) i));
        }
        return owner instanceof Marked
                ? Marked.join(sliced.stream().map(Values::text).toList())
                : sliced;
    }

    private static int bound(Object value, int size, int step) {
        int i = Values.integer(value);
        int at = i < 0 ? i + size : i;
        return step > 0 ? Math.clamp(at, 0, size) : Math.clamp(at, -1, size - 1);
    }
}
