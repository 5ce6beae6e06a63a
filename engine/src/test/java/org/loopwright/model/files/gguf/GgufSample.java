package org.loopwright.model.files.gguf;

/// A small good GGUF file, for tests of other packages.
public final class GgufSample {
    private GgufSample() {}

    /// Its bytes.
    public static byte[] bytes() {
        return GgufBytes.llama()
                .string(
                        "tokenizer.chat_template",
                        "{% for m in messages %}{{ m['role'] + ': ' + m['content'] | trim }}{% endfor %}")
                .bytes();
    }
}
