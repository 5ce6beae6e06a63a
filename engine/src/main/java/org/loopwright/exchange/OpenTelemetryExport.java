package org.loopwright.exchange;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.loopwright.project.Version;
import org.loopwright.store.RunSummary;

/// Writes runs as OpenTelemetry spans in OTLP JSON, by the semantic conventions for generative AI
/// (opentelemetry.io, `gen_ai.*`): each item is a trace.
///
/// | here | span |
/// |---|---|
/// | a frame | `invoke_agent LOOP`, kind internal |
/// | a completion | `chat MODEL`, kind client, with tokens and messages |
/// | a tool's result | `execute_tool TOOL`, kind internal |
/// | a graded turn | event `gen_ai.evaluation.result` of the item's span |
final class OpenTelemetryExport {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private OpenTelemetryExport() {}

    /// Writes a file.
    ///
    /// @return how many items
    static int write(Exporter exporter, List<RunSummary> runs, Path file) throws IOException {
        int items = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("resourceSpans");
            for (RunSummary run : runs) {
                json.writeStartObject();
                json.writeFieldName("resource");
                MAPPER.writeTree(
                        json,
                        new SpanAttributes()
                                .put("service.name", "loopwright")
                                .put("service.version", Version.CURRENT)
                                .put("loopwright.run", run.header().id().toString())
                                .put(
                                        "loopwright.dataset",
                                        run.header().dataset().name())
                                .put("loopwright.seed", run.header().seed())
                                .put("loopwright.brands", String.join(",", run.brands()))
                                .inObject());
                json.writeArrayFieldStart("scopeSpans");
                json.writeStartObject();
                json.writeObjectFieldStart("scope");
                json.writeStringField("name", "org.loopwright");
                json.writeStringField("version", Version.CURRENT);
                json.writeEndObject();
                json.writeArrayFieldStart("spans");
                items += exporter.each(run.header(), item -> ItemSpans.write(item, json, MAPPER));
                json.writeEndArray();
                json.writeEndObject();
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return items;
    }
}
