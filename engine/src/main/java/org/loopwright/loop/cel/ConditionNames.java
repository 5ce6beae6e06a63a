package org.loopwright.loop.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/// The free names of a parsed condition. A variable that a macro such as `exists` binds is not free; a
/// slot of the same name is then hidden in the whole condition.
final class ConditionNames {
    private static final Set<String> TYPES =
            Set.of("bool", "int", "uint", "double", "bytes", "string", "list", "map", "null_type", "type");

    private ConditionNames() {}

    static Set<String> of(CelAbstractSyntaxTree ast) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> bound = new HashSet<>();
        CelNavigableAst.fromAst(ast)
                .getRoot()
                .allNodes()
                .map(node -> node.expr())
                .forEach(expr -> {
                    if (expr.getKind() == CelExpr.ExprKind.Kind.IDENT) {
                        names.add(expr.ident().name());
                    } else if (expr.getKind() == CelExpr.ExprKind.Kind.COMPREHENSION) {
                        bound.add(expr.comprehension().iterVar());
                        bound.add(expr.comprehension().iterVar2());
                        bound.add(expr.comprehension().accuVar());
                    }
                });
        names.removeAll(bound);
        names.removeAll(TYPES);
        return Set.copyOf(names);
    }
}
