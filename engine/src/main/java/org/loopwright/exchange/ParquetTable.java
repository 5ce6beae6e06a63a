package org.loopwright.exchange;

import blue.strategic.parquet.ParquetWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/// Rows as Parquet. Written by parquet-floor, which is Apache's own writer without Hadoop; the library with
/// which we read datasets can't write.
final class ParquetTable implements Table {
    private static final MessageType SCHEMA = new MessageType(
            "answers",
            List.of(
                    text("run"),
                    text("loop"),
                    text("model"),
                    text("dataset"),
                    number("seed"),
                    text("item"),
                    text("cluster"),
                    number("sample"),
                    number("turn"),
                    text("node"),
                    text("answer"),
                    optionalText("extracted"),
                    text("status"),
                    Types.optional(PrimitiveTypeName.BOOLEAN).named("correct"),
                    number("prompt_tokens"),
                    number("completion_tokens"),
                    text("finish_reason")));

    private final ParquetWriter<AnswerRow> writer;

    ParquetTable(Path file) throws IOException {
        writer = ParquetWriter.writeFile(
                SCHEMA,
                file.toFile(),
                (row, out) -> row.values().forEach((column, value) -> {
                    if (value != null) {
                        out.write(column, value instanceof Integer number ? Long.valueOf(number) : value);
                    }
                }));
    }

    private static Type text(String name) {
        return Types.required(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(name);
    }

    private static Type optionalText(String name) {
        return Types.optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(name);
    }

    private static Type number(String name) {
        return Types.required(PrimitiveTypeName.INT64).named(name);
    }

    @Override
    public void add(AnswerRow row) throws IOException {
        writer.write(row);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
