package org.loopwright.model.openai;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.LanguageModelContract;
import org.loopwright.serve.LocalServer;
import org.loopwright.testing.OneModel;
import org.loopwright.testing.ScriptedLanguageModel;

/// The adapter against this program's own server, with a scripted model behind it: both keep the port's
/// promises, one through the other.
@Timeout(60)
class ServedModelContractTest extends LanguageModelContract {
    private static final String TOKEN = "t0ken";

    private final List<LocalServer> servers = new ArrayList<>();

    @Override
    protected LanguageModel open() {
        ScriptedLanguageModel behind = ScriptedLanguageModel.answering(
                        (prompt, seed) -> prompt.messages().getLast().text() + "-" + seed)
                .withContextLength(512);
        try {
            LocalServer server = LocalServer.start(0, TOKEN, new OneModel(behind));
            servers.add(server);
            ServerSpec.Limits limits = new ServerSpec.Limits(Duration.ofSeconds(20), 1, Duration.ofMillis(1), 16, 0);
            return new OpenAiModel(
                    new ServerSpec(
                            "far", server.address(), "scripted", ServerKind.LOOPWRIGHT, Optional.empty(), 512, limits),
                    TOKEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void closeServers() {
        servers.forEach(LocalServer::close);
    }
}
