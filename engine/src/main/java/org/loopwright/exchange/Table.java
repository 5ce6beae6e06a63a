package org.loopwright.exchange;

import java.io.IOException;

/// Where the rows of a tidy table go.
interface Table extends AutoCloseable {
    void add(AnswerRow row) throws IOException;

    @Override
    void close() throws IOException;
}
