package org.loopwright.model.files.gguf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.model.ModelException;
import org.loopwright.model.files.FileProblem;
import org.loopwright.model.files.JsonFile;

/// Rewrites the tokenizer of a GGUF file as the `tokenizer.json` that the same model has at Hugging Face.
///
/// Byte-level BPE (`gpt2`) has its merges in the file; how a text is cut before is only named
/// (`tokenizer.ggml.pre`). SentencePiece (`llama`) has scores instead: a merge for every way to put a
/// token together from two others, the best score first, does the same.
final class GgufTokenizer {
    private static final String REMEDY = "take the model in Hugging Face's layout";
    private static final int UNKNOWN = 2;
    private static final int CONTROL = 3;
    private static final int USER_DEFINED = 4;
    private static final int BYTE = 6;

    /// What cuts numbers and words apart in Llama 3, as its own tokenizer says it.
    private static final String LLAMA3 = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}|"
            + " ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    private static final String QWEN2 = LLAMA3.replace("\\p{N}{1,3}", "\\p{N}");

    private final GgufFile file;
    private final GgufMetadata metadata;
    private final GgufArray tokens;
    private final int[] types;
    private final ObjectNode json = JsonFile.object();

    GgufTokenizer(GgufFile file) {
        this.file = file;
        this.metadata = new GgufMetadata(file);
        this.tokens = metadata.texts("tokenizer.ggml.tokens")
                .orElseThrow(() -> refused("the file has no tokenizer (tokenizer.ggml.tokens)"));
        this.types = new int[tokens.size()];
        metadata.numbers("tokenizer.ggml.token_type").ifPresent(this::readTypes);
    }

    private void readTypes(GgufArray given) {
        if (given.size() != types.length) {
            throw refused("tokenizer.ggml.token_type has " + given.size() + " entries for " + types.length + " tokens");
        }
        for (int i = 0; i < types.length; i++) {
            types[i] = (int) given.integer(i);
        }
    }

    private ModelException refused(String what) {
        return FileProblem.of(file.path(), what, REMEDY);
    }

    /// The token with the id that metadata `key` gives, or an empty text.
    String token(String key) {
        int id = metadata.integer("tokenizer.ggml." + key, -1);
        return id >= 0 && id < tokens.size() ? tokens.text(id) : "";
    }

    /// The token that texts begin with, or an empty text.
    String first() {
        boolean sentencePiece = metadata.text("tokenizer.ggml.model").orElse("").equals("llama");
        boolean llama3 = isLlama3(pre());
        return metadata.flag("tokenizer.ggml.add_bos_token", sentencePiece || llama3) ? token("bos_token_id") : "";
    }

    private String pre() {
        return metadata.text("tokenizer.ggml.pre").orElse("default");
    }

    private static boolean isLlama3(String pre) {
        return List.of("llama3", "llama-v3", "llama-bpe", "smaug-bpe").contains(pre);
    }

    ObjectNode json() {
        json.put("version", "1.0");
        json.putNull("truncation");
        json.putNull("padding");
        addTokens();
        String model = metadata.text("tokenizer.ggml.model")
                .orElseThrow(() -> refused("metadata tokenizer.ggml.model is missing"));
        switch (model) {
            case "gpt2" -> byteLevel();
            case "llama" -> sentencePiece();
            default -> throw refused("tokenizer.ggml.model is `" + model + "`, known are gpt2 and llama");
        }
        return json;
    }

    private void addTokens() {
        ArrayNode added = json.putArray("added_tokens");
        for (int i = 0; i < types.length; i++) {
            if (isAdded(i)) {
                added.addObject()
                        .put("id", i)
                        .put("content", tokens.text(i))
                        .put("single_word", false)
                        .put("lstrip", false)
                        .put("rstrip", false)
                        .put("normalized", false)
                        .put("special", types[i] != USER_DEFINED);
            }
        }
    }

    private boolean isAdded(int id) {
        return types[id] == UNKNOWN || types[id] == CONTROL || types[id] == USER_DEFINED;
    }

    private Map<String, Integer> vocabulary(ObjectNode model) {
        ObjectNode vocab = model.putObject("vocab");
        Map<String, Integer> ids = new HashMap<>();
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.text(i);
            if (ids.putIfAbsent(token, i) != null) {
                throw refused("token `" + token + "` is there twice, as " + ids.get(token) + " and " + i);
            }
            vocab.put(token, i);
        }
        return ids;
    }

    private ObjectNode bpe() {
        ObjectNode model = JsonFile.object();
        model.put("type", "BPE");
        model.putNull("dropout");
        model.putNull("continuing_subword_prefix");
        model.putNull("end_of_word_suffix");
        return model;
    }

    private void byteLevel() {
        json.putNull("normalizer");
        ArrayNode cuts = json.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        String pre = pre();
        switch (pre) {
            case "smollm" -> {
                cuts.addObject().put("type", "Digits").put("individual_digits", true);
                cuts.add(bytes(true));
            }
            case "default", "gpt-2" -> cuts.add(bytes(true));
            case "qwen2" -> {
                json.putObject("normalizer").put("type", "NFC");
                cuts.add(split(QWEN2)).add(bytes(false));
            }
            default -> {
                if (!isLlama3(pre)) {
                    throw refused("tokenizer.ggml.pre is `" + pre
                            + "`, known are default, gpt-2, smollm, llama-bpe and qwen2");
                }
                cuts.add(split(LLAMA3)).add(bytes(false));
            }
        }
        json.putNull("post_processor");
        json.set("decoder", bytes(true));
        ObjectNode model = bpe();
        model.putNull("unk_token");
        model.put("fuse_unk", false);
        model.put("byte_fallback", false);
        model.put("ignore_merges", isLlama3(pre));
        Map<String, Integer> vocabulary = vocabulary(model);
        addMerges(model.putArray("merges"), vocabulary);
        json.set("model", model);
    }

    private static ObjectNode bytes(boolean words) {
        return JsonFile.object()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", words);
    }

    private static ObjectNode split(String regex) {
        ObjectNode split = JsonFile.object().put("type", "Split");
        split.putObject("pattern").put("Regex", regex);
        return split.put("behavior", "Isolated").put("invert", false);
    }

    private void addMerges(ArrayNode merges, Map<String, Integer> vocabulary) {
        GgufArray given = metadata.texts("tokenizer.ggml.merges")
                .orElseThrow(() -> refused("metadata tokenizer.ggml.merges is missing"));
        for (int i = 0; i < given.size(); i++) {
            String merge = given.text(i);
            // A part may itself begin with a blank, but byte-level alphabets have none.
            int blank = merge.indexOf(' ', 1);
            String left = blank < 0 ? merge : merge.substring(0, blank);
            String right = blank < 0 ? "" : merge.substring(blank + 1);
            if (!vocabulary.containsKey(left)
                    || !vocabulary.containsKey(right)
                    || !vocabulary.containsKey(left + right)) {
                throw refused("merge " + i + " `" + merge + "` joins what are no tokens");
            }
            merges.addArray().add(left).add(right);
        }
    }

    private void sentencePiece() {
        boolean prefix = metadata.flag("tokenizer.ggml.add_space_prefix", true);
        ArrayNode normalizers =
                json.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
        if (prefix) {
            normalizers.addObject().put("type", "Prepend").put("prepend", "\u2581");
        }
        normalizers.add(replace(" ", "\u2581"));
        json.putNull("pre_tokenizer");
        json.putNull("post_processor");
        ArrayNode decoders = json.putObject("decoder").put("type", "Sequence").putArray("decoders");
        decoders.add(replace("\u2581", " "));
        decoders.addObject().put("type", "ByteFallback");
        decoders.addObject().put("type", "Fuse");
        if (prefix) {
            decoders.addObject()
                    .put("type", "Strip")
                    .put("content", " ")
                    .put("start", 1)
                    .put("stop", 0);
        }
        ObjectNode model = bpe();
        model.put("unk_token", token("unknown_token_id").isEmpty() ? "<unk>" : token("unknown_token_id"));
        model.put("fuse_unk", true);
        model.put("byte_fallback", true);
        model.put("ignore_merges", false);
        Map<String, Integer> vocabulary = vocabulary(model);
        ArrayNode merges = model.putArray("merges");
        for (Merge merge : mergesByScore(vocabulary)) {
            merges.addArray().add(merge.left()).add(merge.right());
        }
        json.set("model", model);
    }

    private static ObjectNode replace(String text, String by) {
        ObjectNode replace = JsonFile.object().put("type", "Replace");
        replace.putObject("pattern").put("String", text);
        return replace.put("content", by);
    }

    private record Merge(String left, String right, int leftId, int rightId, int id, double score) {}

    /// Every way to make a token of two others. Bytes, control and unknown tokens are never made.
    private List<Merge> mergesByScore(Map<String, Integer> vocabulary) {
        GgufArray scores = metadata.numbers("tokenizer.ggml.scores")
                .orElseThrow(() -> refused("metadata tokenizer.ggml.scores is missing"));
        if (scores.size() != tokens.size()) {
            throw refused("tokenizer.ggml.scores has " + scores.size() + " entries for " + tokens.size() + " tokens");
        }
        List<Merge> merges = new ArrayList<>();
        for (int id = 0; id < types.length; id++) {
            if (types[id] == UNKNOWN || types[id] == CONTROL || types[id] == BYTE) {
                continue;
            }
            String token = tokens.text(id);
            for (int cut = 1; cut < token.length(); cut++) {
                Integer left = vocabulary.get(token.substring(0, cut));
                Integer right = vocabulary.get(token.substring(cut));
                if (left != null && right != null) {
                    merges.add(new Merge(
                            token.substring(0, cut), token.substring(cut), left, right, id, scores.number(id)));
                }
            }
        }
        merges.sort(Comparator.comparingDouble((Merge m) -> -m.score())
                .thenComparingInt(Merge::id)
                .thenComparingInt(Merge::leftId)
                .thenComparingInt(Merge::rightId));
        return merges;
    }
}
