"""llama.cpp's side of the engine's benchmarks, one figure a call.

Needs the package llama-cpp-python (0.3.16 or later), built for this machine:
    CMAKE_ARGS="-DGGML_NATIVE=ON -DLLAMA_CURL=OFF" pip install llama-cpp-python
Call: llama_cpp_peer.py FIGURE MODEL.gguf KIND CACHE_FOLDER THREADS [NUMBER...]
FIGURE decode (sequences, prompt, tokens) | prefill (tokens) | loop (items) | perplexity (text file, windows)
KIND   BF16 | Q8_0 | Q4_0: the weights are converted from MODEL once, into CACHE_FOLDER
Prints one JSON object a line; the last line is the figure.
"""
import ctypes
import json
import os
import sys
import time

import numpy as np
from llama_cpp import llama_cpp as L

FILE_TYPES = {"F16": 1, "Q4_0": 2, "Q8_0": 7, "BF16": 32}


def quiet():
    callback = L.llama_log_callback(lambda *arguments: None)
    L.llama_log_set(callback, ctypes.c_void_p(0))
    return callback


def converted(model, kind, folder):
    os.makedirs(folder, exist_ok=True)
    out = os.path.join(folder, os.path.basename(model) + "." + kind + ".gguf")
    if not os.path.exists(out):
        parameters = L.llama_model_quantize_default_params()
        parameters.ftype = FILE_TYPES[kind]
        parameters.allow_requantize = True
        if L.llama_model_quantize(model.encode(), (out + ".part").encode(), ctypes.byref(parameters)) != 0:
            sys.exit("llama.cpp can't convert " + model + " to " + kind)
        os.rename(out + ".part", out)
    return out


class Engine:
    def __init__(self, path, threads, tokens, sequences, unified):
        self.model = L.llama_model_load_from_file(path.encode(), L.llama_model_default_params())
        self.vocabulary = L.llama_vocab_n_tokens(L.llama_model_get_vocab(self.model))
        p = L.llama_context_default_params()
        p.n_ctx = tokens
        p.n_batch = 2048
        p.n_ubatch = 512
        p.n_seq_max = sequences
        p.n_threads = threads
        p.n_threads_batch = threads
        if hasattr(p, "kv_unified"):
            p.kv_unified = unified
        self.context = L.llama_init_from_model(self.model, p)
        self.memory = L.llama_get_memory(self.context)
        self.batch = L.llama_batch_init(2048, 0, 1)

    def clear(self):
        L.llama_memory_clear(self.memory, True)

    def put(self, i, token, position, sequence, logits):
        b = self.batch
        b.token[i], b.pos[i], b.n_seq_id[i], b.logits[i] = token, position, 1, int(logits)
        b.seq_id[i][0] = sequence

    def run(self, count):
        self.batch.n_tokens = count
        if L.llama_decode(self.context, self.batch) != 0:
            sys.exit("llama_decode failed")
        L.llama_synchronize(self.context)

    def read(self, tokens, sequence, position=0):
        """Reads a prompt in pieces of 512; logits after the last token."""
        for start in range(0, len(tokens), 512):
            piece = tokens[start : start + 512]
            for i, token in enumerate(piece):
                last = start + i == len(tokens) - 1
                self.put(i, int(token), position + start + i, sequence, last)
            self.run(len(piece))

    def logits(self, i):
        return np.ctypeslib.as_array(L.llama_get_logits_ith(self.context, i), (self.vocabulary,))

    def close(self):
        L.llama_batch_free(self.batch)
        L.llama_free(self.context)
        L.llama_model_free(self.model)


def tokens_of(seed, count):
    return np.random.default_rng(seed).integers(100, 40000, count)


def decode(path, threads, sequences, prompt, count):
    """Tokens a second of `sequences` that share a prompt; the better of the two layouts of its cache."""
    best = 0.0
    for unified in (False, True):
        room = (prompt + count + 8) * sequences
        engine = Engine(path, threads, room, sequences, unified)
        for attempt in range(2):
            engine.clear()
            engine.read(tokens_of(attempt, prompt), 0)
            for s in range(1, sequences):
                L.llama_memory_seq_cp(engine.memory, 0, s, -1, -1)
            start = time.perf_counter()
            for n in range(count):
                for s in range(sequences):
                    engine.put(s, 100 + (s * 7919 + n * 31) % 40000, prompt + n, s, True)
                engine.run(sequences)
            best = max(best, sequences * count / (time.perf_counter() - start))
        engine.close()
    return best


def prefill(path, threads, count):
    engine = Engine(path, threads, count + 8, 1, False)
    best = 0.0
    for attempt in range(3):
        engine.clear()
        start = time.perf_counter()
        engine.read(tokens_of(attempt, count), 0)
        best = max(best, count / (time.perf_counter() - start))
    engine.close()
    return best


def loop(path, threads, items):
    """Seconds of a draft of 100, a critique of 80 and a revision of 100 tokens over a prompt of 200 shared and 60 own
    tokens, 16 items at a time; each sequence keeps its cache from turn to turn, and the shared prompt is read once. The
    better of the two layouts of its cache, told apart on one group of 16."""
    unified = min((False, True), key=lambda each: loop_seconds(path, threads, min(items, 16), each))
    return loop_seconds(path, threads, items, unified)


def loop_seconds(path, threads, items, unified):
    parallel = 16
    shared, own, bridge = 200, 60, 12
    turns = (100, 80, 100)
    longest = shared + own + sum(turns) + 2 * bridge + 8
    engine = Engine(path, threads, longest * (parallel + 1), parallel + 1, unified)
    start = time.perf_counter()
    engine.read(tokens_of(1, shared), parallel)
    done = 0
    while done < items:
        group = range(done, min(items, done + parallel))
        at = []
        for s, item in enumerate(group):
            L.llama_memory_seq_rm(engine.memory, s, -1, -1)
            L.llama_memory_seq_cp(engine.memory, parallel, s, -1, -1)
            at.append(shared)
        for turn, length in enumerate(turns):
            piece = own if turn == 0 else bridge
            filled = 0
            for s, item in enumerate(group):
                for i, token in enumerate(tokens_of(1000 * item + turn, piece)):
                    engine.put(filled, int(token), at[s] + i, s, i == piece - 1)
                    filled += 1
                at[s] += piece
            engine.run(filled)
            for n in range(length):
                for s, item in enumerate(group):
                    engine.put(s, 100 + (item * 7919 + n * 31 + turn) % 40000, at[s], s, True)
                    at[s] += 1
                engine.run(len(group))
        done += len(group)
    seconds = time.perf_counter() - start
    engine.close()
    return seconds


def perplexity(path, threads, file, windows):
    text = open(file, encoding="utf-8").read().encode()
    width = 512
    engine = Engine(path, threads, width, 1, False)
    ids = (L.llama_token * len(text))()
    vocabulary = L.llama_model_get_vocab(engine.model)
    count = L.llama_tokenize(vocabulary, text, len(text), ids, len(text), False, False)
    loss, seen = 0.0, 0
    for start in range(0, min(count - width + 1, windows * width), width):
        engine.clear()
        for i in range(width):
            engine.put(i, ids[start + i], i, 0, True)
        engine.run(width)
        for i in range(width - 1):
            row = engine.logits(i).astype(np.float64)
            top = row.max()
            loss += top + np.log(np.exp(row - top).sum()) - row[ids[start + i + 1]]
            seen += 1
    engine.close()
    return float(np.exp(loss / seen))


def main():
    figure, model, kind, folder, threads = sys.argv[1:6]
    numbers = sys.argv[6:]
    keep = quiet()
    L.llama_backend_init()
    path = converted(model, kind, folder)
    if figure == "decode":
        value = decode(path, int(threads), *map(int, numbers))
    elif figure == "prefill":
        value = prefill(path, int(threads), *map(int, numbers))
    elif figure == "loop":
        value = loop(path, int(threads), *map(int, numbers))
    elif figure == "perplexity":
        value = perplexity(path, int(threads), numbers[0], int(numbers[1]))
    else:
        sys.exit("no figure " + figure)
    print(json.dumps({"figure": figure, "kind": kind, "value": value}), flush=True)
    return keep


if __name__ == "__main__":
    main()
