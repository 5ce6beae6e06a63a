# Runs a program and its tests inside the cell, and reports on the error stream how it went: the secret, then
# one line of JSON. What the program prints goes to the output stream.
import errno, json, os, sys


def run():
    job = json.loads(sys.stdin.buffer.read())
    report = os.dup(2)
    os.set_inheritable(report, False)
    os.dup2(1, 2)
    stdin = job.get("stdin")
    if stdin is None:
        source = os.open("/dev/null", os.O_RDONLY)
    else:
        path = "/work/.stdin"
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(stdin)
        source = os.open(path, os.O_RDONLY)
        os.unlink(path)
    os.dup2(source, 0)
    os.close(source)
    me = os.getpid()
    status, detail = judge(job["parts"])
    try:
        sys.stdout.flush()
    except BaseException:
        pass
    if os.getpid() != me:
        os._exit(1)
    line = job["secret"] + json.dumps({"status": status, "detail": detail[:2000]}) + "\n"
    os.write(report, line.encode("utf-8", "replace"))
    os._exit(0)


def judge(parts):
    space = {"__name__": "__main__", "__builtins__": __builtins__}
    try:
        for name, text in parts:
            exec(compile(text, name, "exec"), space)
        return "passed", ""
    except SystemExit as stop:
        return "crashed", "the program ended itself with exit code %r before its tests did" % (stop.code,)
    except BaseException as problem:
        try:
            return classify(problem), describe(problem, parts)
        except BaseException:
            return ("memory" if isinstance(problem, MemoryError) else "failed"), type(problem).__name__


def classify(problem):
    if isinstance(problem, MemoryError):
        return "memory"
    if isinstance(problem, RuntimeError) and "start new thread" in str(problem):
        return "processes"
    if isinstance(problem, OSError):
        reason = getattr(problem, "reason", None)
        if isinstance(reason, OSError):
            return classify(reason)
        code = problem.errno
        if type(problem).__name__ in ("gaierror", "herror"):
            return "network"
        if code in (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL):
            return "network"
        if code == errno.EAGAIN:
            return "processes"
        if code == errno.ENOMEM:
            return "memory"
        if code in (errno.EFBIG, errno.ENOSPC, errno.EROFS):
            return "file"
        if is_outside(problem.filename) and code in (errno.EACCES, errno.EPERM, errno.ENOENT, errno.ENOTDIR):
            return "file"
    return "failed"


def is_outside(name):
    return isinstance(name, str) and not (os.path.realpath(name) + "/").startswith("/work/")


def describe(problem, parts):
    where = ""
    trace = problem.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        for name, text in parts:
            if code.co_filename == name:
                lines = text.splitlines()
                line = lines[trace.tb_lineno - 1].strip() if trace.tb_lineno <= len(lines) else ""
                where = " at line %d of %s: %s" % (trace.tb_lineno, name, line)
        trace = trace.tb_next
    said = str(problem)
    return type(problem).__name__ + (": " + said if said else "") + where


run()
