package org.loopwright.loop;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What is wrong with the meaning of a loop, found when it is drawn and not when it runs.
///
/// | what | codes |
/// |---|---|
/// | kinds and settings | `unknown-kind`, `missing-setting`, `unknown-setting`, `bad-setting`, `bad-regex`, |
/// | | `bad-template`, `bad-condition`, `unknown-role`, `missing-case` |
/// | slots | `unknown-slot`, `type-mismatch`, `no-answer`, `two-answers`, `bad-slot`, `never-written`, |
/// | | `maybe-unwritten` |
/// | graph | `bad-start`, `exit-nowhere`, `missing-exit`, `unknown-exit`, `unreachable-node`, `no-stop`, |
/// | | `bad-max-visits`, `capped-without-max-visits`, `unbounded-cycle` |
/// | calls | `no-such-loop`, `recursive-call`, `type-mismatch`, `unknown-slot`, `unknown-role` |
///
/// `maybe-unwritten`, `missing-case` and `capped-without-max-visits` are warnings: the loop can run.
public final class LoopChecks {
    private LoopChecks() {}

    /// Everything that is wrong, errors first, then by line.
    ///
    /// @param loops the project's loops by file name, to look into calls
    public static List<LoopProblem> check(
            LoopSpec loop, NodeKinds kinds, Language language, Function<String, Optional<LoopSpec>> loops) {
        Findings findings = new Findings();
        for (NodeSpec node : loop.nodes().values()) {
            Optional<NodeKind> kind = kinds.find(node.kind());
            kind.ifPresentOrElse(
                    known -> new NodeChecks(loop, node, known, language, findings).run(),
                    () -> findings.error(
                            "unknown-kind",
                            node,
                            "there is no kind `" + node.kind() + "`"
                                    + Spelling.hint(
                                            node.kind(),
                                            kinds.all().stream()
                                                    .map(NodeKind::name)
                                                    .toList())));
        }
        new GraphChecks(loop, kinds, findings).run();
        new CycleChecks(loop, findings).run();
        new SlotChecks(loop, kinds, language, findings).run();
        new CallChecks(loop, kinds, loops, findings).run();
        return findings.sorted();
    }
}
