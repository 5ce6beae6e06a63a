package org.loopwright.loop.jinja;

import com.hubspot.jinjava.tree.ExpressionNode;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.parse.ExpressionToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loopwright.loop.LoopException;

/// The free variables of a parsed template: what it reads and does not bind itself by `for` or `set`.
final class TemplateNames {
    private static final Pattern FOR = Pattern.compile("\\s*(.+?)\\s+in\\s+(.+)", Pattern.DOTALL);
    private static final Pattern SET = Pattern.compile("\\s*([^=]+?)\\s*=(?!=)(.+)", Pattern.DOTALL);

    private final Set<String> free = new LinkedHashSet<>();

    private final Set<String> optional = new HashSet<>();

    TemplateNames(Node root) {
        walk(root.getChildren(), new HashSet<>(Set.of("params")));
    }

    /// All free variables.
    Set<String> free() {
        return free;
    }

    /// Those that must have a value: the template neither asks for them by `is defined` nor gives a
    /// default.
    Set<String> required() {
        Set<String> required = new LinkedHashSet<>(free);
        required.removeAll(optional);
        return required;
    }

    /// @param bound names that are no free variables; `set` adds to it for what follows
    private void walk(List<Node> nodes, Set<String> bound) {
        for (Node node : nodes) {
            if (node instanceof ExpressionNode && node.getMaster() instanceof ExpressionToken token) {
                read(token.getExpr(), bound);
            } else if (node instanceof TagNode tag) {
                tag(tag, bound);
            }
        }
    }

    private void tag(TagNode tag, Set<String> bound) {
        if (!LockedJinja.TAGS.contains(tag.getName())) {
            throw new LoopException("there is no tag `" + tag.getName() + "`; tags are "
                    + LockedJinja.TAGS.stream().sorted().toList());
        }
        switch (tag.getName()) {
            case "for" -> loop(tag, bound);
            case "set" -> assignment(tag, bound);
            case "raw" -> {}
            default -> {
                read(tag.getHelpers(), bound);
                walk(tag.getChildren(), bound);
            }
        }
    }

    private void loop(TagNode tag, Set<String> bound) {
        Matcher parts = FOR.matcher(tag.getHelpers());
        Set<String> inner = new HashSet<>(bound);
        if (parts.matches()) {
            read(parts.group(2), bound);
            inner.addAll(names(parts.group(1)));
        }
        inner.add("loop");
        walk(tag.getChildren(), inner);
    }

    private void assignment(TagNode tag, Set<String> bound) {
        Matcher parts = SET.matcher(tag.getHelpers());
        if (parts.matches()) {
            read(parts.group(2), bound);
            bound.addAll(names(parts.group(1)));
        } else {
            walk(tag.getChildren(), bound);
            bound.addAll(names(tag.getHelpers()));
        }
    }

    private void read(String expression, Set<String> bound) {
        ExpressionNames names = new ExpressionNames(expression);
        for (String name : names.all()) {
            if (!bound.contains(name)) {
                free.add(name);
            }
        }
        optional.addAll(names.optional());
    }

    private static List<String> names(String list) {
        List<String> names = new ArrayList<>();
        for (String name : list.replace("(", "").replace(")", "").split(",")) {
            names.add(name.strip());
        }
        return names;
    }
}
