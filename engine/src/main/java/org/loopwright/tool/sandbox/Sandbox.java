package org.loopwright.tool.sandbox;

/// Runs programs that nobody trusts. Thread-safe.
///
/// Each program gets a machine of its own that holds Python and an empty folder: no network, no files of
/// yours, no other processes. It is gone when the program ends, with whatever the program left behind.
///
/// A program may cheat its own tests, since both run in one interpreter; leaving early does not pass, but
/// a program that hunts for the harness's secret can forge a pass. It can't reach anything else.
public interface Sandbox {
    /// Runs a program to its end, or to a limit.
    ///
    /// @throws org.loopwright.tool.ToolException when this machine can't build a sandbox; the message says
    ///     what is missing and what to do about it
    /// @throws InterruptedException when the caller is interrupted; the program is killed
    Outcome run(Program program, Limits limits) throws InterruptedException;
}
