package org.loopwright.app.figure;

import java.util.List;
import java.util.stream.Collectors;
import org.loopwright.measure.compare.ArmFigures;
import org.loopwright.measure.compare.Claim;
import org.loopwright.store.RunSummary;

/// The questions of the NeurIPS paper checklist and of ACL's responsible research checklist that a run can
/// answer; what only authors know is left to them and says so.
final class ReportChecklist {
    private static final String AUTHORS = "for the authors to answer";

    private final ReportSource source;
    private final Html html;

    ReportChecklist(ReportSource source, Html html) {
        this.source = source;
        this.html = html;
    }

    void write() {
        html.heading(2, "Checklist");
        html.table(List.of(
                List.of("asked by", "question", "answer"),
                List.of("NeurIPS 1", "Do the claims fit what was measured?", claims()),
                List.of("NeurIPS 2, ACL A1", "Are limitations discussed?", limitations()),
                List.of(
                        "NeurIPS 3",
                        "Assumptions and proofs of theoretical results",
                        "not applicable: there are none here"),
                List.of(
                        "NeurIPS 4, ACL C2",
                        "Can the experiments be reproduced?",
                        "yes: loop texts, prompts, parameters, seeds and hashes of models, data and loops are above"),
                List.of("NeurIPS 5, ACL B", "Are code and data open?", AUTHORS),
                List.of("NeurIPS 6, ACL C2", "Are settings and splits given?", splits()),
                List.of("NeurIPS 7, ACL C3", "Is statistical uncertainty reported?", uncertainty()),
                List.of("NeurIPS 8, ACL C1", "Are compute and parameters reported?", compute()),
                List.of("NeurIPS 9-11, ACL A2", "Ethics, broader impact, safeguards", AUTHORS),
                List.of("NeurIPS 12, ACL B1-B2", "Are licences of models and data respected?", licences()),
                List.of("NeurIPS 14-15, ACL D", "People who annotated or answered", people()),
                List.of("NeurIPS 16, ACL E", "Use of language models", AUTHORS)));
    }

    private String licences() {
        Licences licences = new Licences(source.project().root());
        String models = source.runs().stream()
                .flatMap(run -> run.header().models().values().stream())
                .map(card -> card.id())
                .distinct()
                .map(id -> id + ": " + licences.of(id))
                .collect(Collectors.joining(", "));
        return "models: " + models + "; project and data: " + licences.ofProject() + "; whether they were kept is "
                + AUTHORS;
    }

    private String claims() {
        long open = source.claims().stream()
                .filter(claim -> !claim.refused().isEmpty())
                .map(Claim::sentence)
                .count();
        return open == 0
                ? "yes: each claim above rests on a paired interval"
                : open + " of " + source.claims().size() + " comparisons are open and must not be claimed either way";
    }

    private String limitations() {
        String brands = source.runs().stream()
                .flatMap(run -> run.brands().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return "the brands " + (brands.isEmpty() ? "(none)" : brands)
                + ", what the intervals span, and missing baselines are above; the rest is " + AUTHORS;
    }

    private String splits() {
        return source.runs().stream()
                .map(run -> run.header().dataset().name() + "/"
                        + run.header().dataset().split().label())
                .distinct()
                .collect(Collectors.joining(", ", "yes: ", ", with sampling settings in the loop texts"));
    }

    private String uncertainty() {
        return "yes: 95 % intervals over "
                + source.arms().stream()
                        .map(ArmFigures::report)
                        .map(report -> report.design().unit().word() + "s")
                        .distinct()
                        .collect(Collectors.joining(" and "))
                + "; p-values adjusted by Holm; methods are named beside the numbers";
    }

    private String compute() {
        double seconds = source.runs().stream().mapToLong(RunSummary::wallNanos).sum() / 1e9;
        return "yes: " + Math.round(seconds) + " s in all on the devices named under Models, "
                + source.discarded().size() + " other run(s) on these data are listed";
    }

    private String people() {
        boolean human = source.runs().stream().anyMatch(run -> run.provenance().contains("human"));
        return human
                ? "people answered in these runs; instructions and pay are " + AUTHORS
                : "not applicable: none took part";
    }
}
