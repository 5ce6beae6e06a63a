package org.loopwright.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.testing.SampleFolder;
import picocli.CommandLine;

@Timeout(120)
class ServeCommandTest {
    private static final String PROJECT =
            SampleFolder.ROOT.resolve("sample-projects/self-check-arithmetic").toString();
    private static final Pattern ADDRESS = Pattern.compile("OPENAI_BASE_URL=(\\S+)");

    @TempDir
    private Path folder;

    @Test
    void theLocalEngineAnswersAChat() throws Exception {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new ServeCommand()).setOut(new PrintWriter(out));
        Thread serving = Thread.ofPlatform()
                .start(() -> line.execute(PROJECT, "--port", "0", "--model", "student", "--token", "t"));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address(out) + "/chat/completions"))
                    .header("Authorization", "Bearer t")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"model\": \"student\", \"temperature\": 0,"
                            + " \"max_tokens\": 8, \"logprobs\": true,"
                            + " \"messages\": [{\"role\": \"user\", \"content\": \"012*034\"}]}"))
                    .build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(new ObjectMapper()
                            .readTree(response.body())
                            .path("choices")
                            .get(0)
                            .path("logprobs")
                            .path("content"))
                    .isNotEmpty();
        } finally {
            serving.interrupt();
            serving.join();
        }
    }

    private static String address(StringWriter out) throws InterruptedException {
        while (true) {
            Matcher matcher = ADDRESS.matcher(out.toString());
            if (matcher.find()) {
                return matcher.group(1);
            }
            Thread.sleep(20);
        }
    }

    @Test
    void saysThatThereAreNoModels() {
        System.setProperty("loopwright.data", folder.toString());
        try {
            Shell refused = Shell.run("serve", "--port", "0");
            assertThat(refused.code()).isEqualTo(4);
            assertThat(refused.err()).contains("no models to serve");
        } finally {
            System.clearProperty("loopwright.data");
        }
    }
}
