package org.loopwright.app.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.FramePath;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectException;
import org.loopwright.run.OpenQuestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `answer RUN`: lists the questions that a run's items ask people, and answers them.
@Command(name = "answer", description = "List the questions that a run asks people, or answer one.")
final class AnswerCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = RunIds.DESCRIPTION)
    private String run = "";

    @Option(
            names = "--project",
            paramLabel = "PROJECT",
            description = "Folder of the project (default: the current one).")
    private Path folder = Path.of(".");

    @Option(names = "--item", paramLabel = "ID", description = "The item whose question is meant.")
    private @Nullable String item;

    @Option(names = "--text", paramLabel = "TEXT", description = "The answer; without it the questions are listed.")
    private @Nullable String text;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the questions that stay open as JSON too.")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    /// An open question as other programs read it.
    private record QuestionJson(String frame, String node, String question, String askedAt) {}

    @Override
    public Integer call() {
        try (OpenProject open = OpenProject.of(folder)) {
            Project project = open.project();
            UUID id = RunIds.find(project, run);
            if (text != null) {
                project.answer(id, chosen(project.questions(id)), System.getProperty("user.name"), text);
            }
            List<OpenQuestion> left = project.questions(id);
            print(id, left);
            JsonFile.write(json, left.stream().map(AnswerCommand::toJson).toList());
        }
        return ExitCode.DONE.code();
    }

    /// The question that is answered: the item's first, or the only one.
    private OpenQuestion chosen(List<OpenQuestion> questions) {
        List<OpenQuestion> meant = of(questions);
        if (meant.isEmpty()) {
            throw new ProjectException(
                    item == null
                            ? "run " + run + " asks nothing"
                            : "item " + item + " of run " + run + " asks nothing; `answer " + run
                                    + "` lists what is asked");
        }
        if (item == null && meant.size() > 1) {
            throw new ProjectException("run " + run + " asks " + meant.size() + " questions: say which with --item ID");
        }
        return meant.getFirst();
    }

    private List<OpenQuestion> of(List<OpenQuestion> questions) {
        if (item == null) {
            return questions;
        }
        FramePath root = FramePath.ofItem(item);
        return questions.stream().filter(q -> q.frame().isWithin(root)).toList();
    }

    private void print(UUID id, List<OpenQuestion> left) {
        PrintWriter out = Out.of(spec);
        for (OpenQuestion question : text == null ? of(left) : List.<OpenQuestion>of()) {
            out.println(question.frame() + ", node " + question.node() + ", since " + question.askedAt() + ":");
            question.question().lines().forEach(line -> out.println("  " + line));
        }
        out.println(left.isEmpty() ? "No question is open." : "Questions open: " + left.size() + ".");
        if (text != null || left.isEmpty()) {
            out.println("Go on with: ./loopwright resume " + folder + " " + id);
        }
    }

    private static QuestionJson toJson(OpenQuestion question) {
        return new QuestionJson(
                question.frame().text(),
                question.node(),
                question.question(),
                question.askedAt().toString());
    }
}
