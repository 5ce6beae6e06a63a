/// Running programs that nobody trusts.
///
/// [Sandbox] is the port, [NamespaceSandbox] builds it from Linux namespaces and the system's Python,
/// [Verdict] is the closed set of ends, [SandboxTool] lets nodes use it. The decision is recorded in
/// `docs/decisions/0010-code-runs-in-linux-namespaces.md`.
@NullMarked
package org.loopwright.tool.sandbox;

import org.jspecify.annotations.NullMarked;
