"""Makes the small reference files beside the tests of model files, chat templates and tokenizers.

    python -m venv v && v/bin/pip install -r files-requirements.txt
    v/bin/python make_files_golden.py            # all
    v/bin/python make_files_golden.py blocks     # or some of: blocks templates tokenizers models

`models` needs the models that fetch_models fetches. Results go to ../resources/golden.
"""

import base64
import hashlib
import json
import os
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parent / "resources" / "golden"
MODELS = pathlib.Path(os.environ.get("LOOPWRIGHT_MODELS", pathlib.Path.home() / ".cache/loopwright/models"))


# Strings: the same generator as in TokenizerGoldenTest.

PIECES = json.loads((OUT / "tokenizers" / "pieces.json").read_text("utf-8"))
COUNT = 10_000
RANGES = [(0x20, 0x7F), (0xA0, 0x250), (0x370, 0x500), (0x590, 0x700), (0x900, 0x980), (0x3040, 0x3100),
          (0x4E00, 0x9FA0), (0xAC00, 0xD7A0), (0x1F300, 0x1F650), (0x2000, 0x2070), (0x1, 0x20)]


class Lcg:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return (self.state >> 33) % n


def strings():
    random = Lcg(20260101)
    for _ in range(COUNT):
        parts = []
        for _ in range(1 + random.below(12)):
            if random.below(5) == 0:
                low, high = RANGES[random.below(len(RANGES))]
                parts.append(chr(low + random.below(high - low)))
            else:
                parts.append(PIECES[random.below(len(PIECES))])
        yield "".join(parts)


def digest(encode):
    """Sixteen hexadecimal digits for each hundred strings, and the first ten strings' ids in the open."""
    lines, hashes, current = [], [], hashlib.sha256()
    for i, text in enumerate(strings()):
        line = " ".join(map(str, encode(text)))
        if i < 10:
            lines.append(line)
        current.update((line + "\n").encode())
        if i % 100 == 99:
            hashes.append(current.hexdigest()[:16])
            current = hashlib.sha256()
    return {"first": lines, "hashes": hashes}


def write(name, value):
    path = OUT / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=True, indent=0) + "\n", "utf-8", newline="\n")
    print(path.name, path.stat().st_size)


# Packed numbers.

def blocks():
    import gguf
    import numpy as np

    random = np.random.default_rng(1)
    result = []
    for name in ["F32", "F16", "BF16", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q4_K", "Q5_K", "Q6_K"]:
        kind = gguf.GGMLQuantizationType[name]
        numbers, size = gguf.GGML_QUANT_SIZES[kind]
        count = 1 if numbers > 100 else 3
        data = random.integers(0, 256, (1, size * count), dtype=np.uint8)
        scale = np.array([0.0123], np.float16).view(np.uint8)
        # Scales must be numbers; everything else may be any byte.
        for block in range(count):
            for at in {"Q6_K": [208], "Q4_1": [0, 2], "Q5_1": [0, 2], "Q4_K": [0, 2], "Q5_K": [0, 2],
                       "F32": [], "F16": [], "BF16": []}.get(name, [0]):
                data[0, block * size + at:block * size + at + 2] = scale + np.uint8(block)
        if numbers == 1:
            values = random.standard_normal((1, 16)).astype(np.float32)
            data = gguf.quants.quantize(values, kind).view(np.uint8)
        widened = gguf.quants.dequantize(data, kind).astype(np.float32)
        result.append({
            "format": name,
            "packed": base64.b64encode(data.tobytes()).decode(),
            "widened": base64.b64encode(widened.tobytes()).decode(),
        })
    write("blocks.json", result)


# Chat templates.

CHATS = {
    "user": [("user", "What is 473 * 68?")],
    "system": [("system", "Answer briefly."), ("user", "Hi")],
    "turns": [("user", "Draft it."), ("assistant", "32154"), ("user", "What is wrong?")],
    "long": [("system", " You check. "), ("user", "a\n"), ("assistant", " b "), ("user", "c"), ("assistant", "d"),
             ("user", "\n e \n")],
    "prefill": [("user", "Count."), ("assistant", "one, two,")],
    "prefill-blank": [("user", "Count."), ("assistant", "one, two, ")],
    "thinking": [("user", "2+2?"), ("assistant", "<think>\nIt is 4.\n</think>\n\n4"), ("user", "Sure?")],
    "thinking-last": [("user", "2+2?"), ("assistant", "<think>\nIt is 4.\n</think>\n\n4")],
    "hostile": [("user", "{{ 7*7 }} {% if %} <|im_start|>system\n<|eot_id|></s><end_of_turn>{#"),
                ("assistant", "<|im_end|>{{ bos_token }}"), ("user", "'\"\\ \u00a0caf\u00e9 \U0001F600 ")],
    "tool": [("user", "Look it up."), ("assistant", "ok"), ("tool", "found"), ("user", "And?")],
    "wrong-order": [("assistant", "I begin."), ("user", "No.")],
    "two-users": [("user", "one"), ("user", "two")],
}
MODES = {
    "answer": {"add_generation_prompt": True},
    "closed": {"add_generation_prompt": False},
    "continue": {"continue_final_message": True},
    "no-thinking": {"add_generation_prompt": True, "enable_thinking": False},
    "dated": {"add_generation_prompt": True, "date_string": "01 Jan 2026"},
}


def templates():
    from transformers.utils import chat_template_utils

    result = []
    # The day must not be in a reference: without this, Llama 3 asks the clock.
    compile_ = chat_template_utils._compile_jinja_template

    def compiled(source):
        template = compile_(source)
        template.environment.globals.pop("strftime_now", None)
        return template

    chat_template_utils._compile_jinja_template = compiled
    for path in sorted((OUT / "templates").glob("*.jinja")):
        source = path.read_text("utf-8")
        for chat, messages in CHATS.items():
            for mode, options in MODES.items():
                if mode == "continue" and messages[-1][0] != "assistant":
                    continue
                try:
                    text = chat_template_utils.render_jinja_template(
                        [[{"role": r, "content": c} for r, c in messages]], chat_template=source,
                        bos_token="<s>", eos_token="</s>", **options)[0][0]
                except Exception as e:
                    text = None
                result.append({"template": path.stem, "chat": chat, "mode": mode, "text": text})
    write("chats.json", {"chats": {k: [list(m) for m in v] for k, v in CHATS.items()}, "rendered": result})


# Small tokenizers of every make, trained on the pieces.

LLAMA3 = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+"
          r"|\s+(?!\S)|\s+")
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]


def tokenizers():
    import tokenizers as t
    from tokenizers import decoders, models, normalizers, pre_tokenizers, trainers

    corpus = [text for _, text in zip(range(3000), strings())]
    split = t.Regex(LLAMA3)
    makes = {
        "smollm": (None, pre_tokenizers.Sequence([pre_tokenizers.Digits(True), pre_tokenizers.ByteLevel(False)])),
        "llama3": (None, pre_tokenizers.Sequence(
            [pre_tokenizers.Split(split, "isolated"), pre_tokenizers.ByteLevel(False, use_regex=False)])),
        "qwen2": (normalizers.NFC(), pre_tokenizers.Sequence(
            [pre_tokenizers.Split(t.Regex(LLAMA3.replace("{1,3}", "")), "isolated"),
             pre_tokenizers.ByteLevel(False, use_regex=False)])),
    }
    for name, (normalizer, pre) in makes.items():
        made = t.Tokenizer(models.BPE())
        if normalizer:
            made.normalizer = normalizer
        made.pre_tokenizer = pre
        made.decoder = decoders.ByteLevel()
        made.train_from_iterator(corpus, trainers.BpeTrainer(
            vocab_size=700, special_tokens=SPECIAL, show_progress=False,
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
        finish(name, made)
    for name, normalizer, pre in [
        ("llama2", normalizers.Sequence([normalizers.Prepend("\u2581"), normalizers.Replace(" ", "\u2581")]), None),
        ("metaspace", None, pre_tokenizers.Metaspace(prepend_scheme="first", split=False)),
        ("gemma", normalizers.Replace(" ", "\u2581"), None),
    ]:
        made = t.Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
        made.normalizer = normalizers.Replace(" ", "\u2581")
        made.pre_tokenizer = pre_tokenizers.Split(t.Regex("\u2581?[^\u2581\\s]+|\\s+|\u2581+"), "isolated")
        made.train_from_iterator(corpus, trainers.BpeTrainer(
            vocab_size=700, special_tokens=["<unk>"] + SPECIAL + [f"<0x{i:02X}>" for i in range(256)],
            show_progress=False, limit_alphabet=80))
        # Training knows bytes as special tokens only; they are plain ones.
        text = json.loads(made.to_str())
        text["added_tokens"] = [a for a in text["added_tokens"] if not a["content"].startswith("<0x")]
        text["normalizer"] = text["pre_tokenizer"] = None
        made = t.Tokenizer.from_str(json.dumps(text))
        if normalizer:
            made.normalizer = normalizer
        if pre:
            made.pre_tokenizer = pre
        made.decoder = decoders.Sequence(
            [decoders.Replace("\u2581", " "), decoders.ByteFallback(), decoders.Fuse()])
        finish(name, made)


def finish(name, made):
    path = OUT / "tokenizers" / f"{name}.json"
    path.write_text(made.to_str(), "utf-8", newline="\n")
    golden = digest(lambda s: made.encode(s, add_special_tokens=False).ids)
    golden["chats"] = {}
    template = (OUT / "templates" / "smollm2.jinja").read_text("utf-8")
    from transformers.utils.chat_template_utils import render_jinja_template
    for chat in ["user", "system", "turns", "long"]:
        text = render_jinja_template(
            [[{"role": r, "content": c} for r, c in CHATS[chat]]], chat_template=template,
            add_generation_prompt=True)[0][0]
        golden["chats"][chat] = " ".join(map(str, made.encode(text, add_special_tokens=False).ids))
    write(f"tokenizers/{name}.golden.json", golden)


# Real models, against llama.cpp.

def models():
    import llama_cpp

    for name in ["stories260K", "smollm2", "gemma3"]:
        file = MODELS / f"{name}.gguf"
        llama = llama_cpp.Llama(str(file), vocab_only=True, verbose=False)
        # Where a vocabulary lacks a control character's byte, `tokenizers` merges across the gap and llama.cpp
        # doesn't; the engine does as the former, so such strings are left out.
        golden = digest(lambda s: [] if any(c < " " and c not in "\t\n\r" for c in s)
                        else llama.tokenize(s.encode(), add_bos=False, special=True))
        golden |= greedy(name, file)
        write(f"models/{name}.json", golden)


def greedy(name, file):
    """Sixty tokens by llama.cpp with the weights widened to F32, as the engine widens them (on 4-bit weights llama.cpp
    rounds activations to 8 bits, too), and by transformers in fp32; both must agree."""
    import ctypes
    import tempfile

    import llama_cpp
    import torch
    from transformers import AutoModelForCausalLM

    with tempfile.TemporaryDirectory() as folder:
        wide = pathlib.Path(folder) / "wide.gguf"
        parameters = llama_cpp.llama_model_quantize_default_params()
        parameters.ftype, parameters.allow_requantize = 0, True
        assert llama_cpp.llama_model_quantize(str(file).encode(), str(wide).encode(), ctypes.byref(parameters)) == 0
        llama = llama_cpp.Llama(str(wide), n_ctx=256, n_threads=2, verbose=False, logits_all=False)
        prompt = llama.tokenize(PROMPTS[name].encode(), add_bos=name != "smollm2", special=True)
        ids = []
        for token in llama.generate(list(prompt), temp=0, top_k=1, repeat_penalty=1.0):
            ids.append(token)
            if len(ids) == 60:
                break
        text = llama.detokenize(ids).decode("utf-8", "replace")
    model = AutoModelForCausalLM.from_pretrained(
        str(file.parent), gguf_file=file.name, dtype=torch.float32, pad_token_id=0).eval()
    start = torch.tensor([prompt])
    with torch.inference_mode():
        made = model.generate(
            start, attention_mask=torch.ones_like(start), do_sample=False, min_new_tokens=60, max_new_tokens=60,
            pad_token_id=0)
    assert made[0, len(prompt):].tolist() == ids, name
    return {"prompt": PROMPTS[name], "promptIds": prompt, "greedy": ids, "greedyText": text}


PROMPTS = {
    "stories260K": "Once upon a time",
    "smollm2": "<|im_start|>user\nName three colours of the rainbow.<|im_end|>\n<|im_start|>assistant\n",
    "gemma3": "<start_of_turn>user\nName three colours of the rainbow.<end_of_turn>\n<start_of_turn>model\n",
}

if __name__ == "__main__":
    for part in sys.argv[1:] or ["blocks", "templates", "tokenizers", "models"]:
        globals()[part]()
