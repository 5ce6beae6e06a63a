package org.loopwright.tool.sandbox;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.loopwright.loop.Source;
import org.loopwright.loop.ToolCall;
import org.loopwright.loop.ToolResult;
import org.loopwright.tool.Tool;
import org.loopwright.tool.ToolException;

/// The tool `python`: runs a program, and its tests when there are any.
///
/// Inputs: the program, then its tests. Settings: `seconds` (10) and `mebibytes` (512), both whole
/// numbers. Status: the verdict's label. Texts: what the program printed, then the verdict's detail.
public final class SandboxTool implements Tool {
    /// The tool's name.
    public static final String NAME = "python";

    private static final List<String> PARTS = List.of("program", "tests");

    private final Sandbox sandbox;

    /// The tool over `sandbox`.
    public SandboxTool(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ToolResult use(ToolCall call) throws InterruptedException {
        List<Program.Part> parts = new ArrayList<>();
        for (int i = 0; i < call.inputs().size(); i++) {
            String name = i < PARTS.size() ? PARTS.get(i) : "part " + i;
            parts.add(new Program.Part(name, call.inputs().get(i)));
        }
        Outcome outcome = sandbox.run(new Program(parts, call.settings().get("stdin")), limits(call));
        return new ToolResult(
                outcome.verdict().label(), List.of(outcome.output(), outcome.detail()), Set.of(new Source.Tool(NAME)));
    }

    private static Limits limits(ToolCall call) {
        try {
            Limits limits = Limits.DEFAULT;
            String seconds = call.settings().get("seconds");
            String mebibytes = call.settings().get("mebibytes");
            if (seconds != null) {
                limits = limits.withTime(Duration.ofSeconds(Long.parseLong(seconds)));
            }
            return mebibytes == null
                    ? limits
                    : limits.withMemory(Math.multiplyExact(Long.parseLong(mebibytes), 1L << 20));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new ToolException("the limits of the sandbox are wrong: " + e.getMessage(), e);
        }
    }
}
