class K(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  def forward(self: __torch__.K,
    x: Tensor) -> Tensor:
    return x
  def scaled(self: __torch__.K,
    weight: Tensor) -> Tensor:
    return torch.add(weight, $NORMOFFSET$)
  def small(self: __torch__.K,
    theta: Tensor) -> List[Tensor]:
    s = torch.split_with_sizes(theta, [$SIZES$])
    o = annotate(List[Tensor], [])
    for i in range($LAYERS$):
      _1 = torch.append(o, (self).scaled(s[$STRIDE$*i+$NORM$]))
      ?biases _2 = torch.append(o, torch.clone(s[$STRIDE$*i+$BIAS$]))
      ?!biases _2 = torch.append(o, torch.empty([0]))
      _3 = torch.append(o, (self).scaled(s[$STRIDE$*i+$AFTER$]))
      ?outputnorms _4 = torch.append(o, (self).scaled(s[$STRIDE$*i+$BEFOREFEED$]))
      ?outputnorms _5 = torch.append(o, (self).scaled(s[$STRIDE$*i+$AFTERFEED$]))
      ?!outputnorms _4 = torch.append(o, torch.empty([0]))
      ?!outputnorms _5 = torch.append(o, torch.empty([0]))
    _6 = torch.append(o, (self).scaled(s[$LAST$]))
    return o
  ?!bytes def packed(self: __torch__.K,
  ?!bytes   m: Tensor) -> Tensor:
  ?!bytes   return ops.mkldnn._reorder_linear_weight(torch.to(m, 15), 64)
  ?bytes def packed(self: __torch__.K,
  ?bytes   m: Tensor) -> __torch__.torch.classes.quantized.LinearPackedParamsBase:
  ?bytes   most = torch.clamp_min(torch.amax(torch.abs(m), [1]), 1.0e-8)
  ?bytes   scale = torch.to(torch.div(most, 127.), 7)
  ?bytes   zero = torch.zeros([torch.size(m, 0)], dtype=4)
  ?bytes   return ops.quantized.linear_prepack(torch.quantize_per_channel(m, scale, zero, 0, 12), None)
  def matrices(self: __torch__.K,
    ?!bytes theta: Tensor) -> List[Tensor]:
    ?bytes theta: Tensor) -> List[__torch__.torch.classes.quantized.LinearPackedParamsBase]:
    s = torch.split_with_sizes(theta, [$SIZES$])
    ?!bytes o = annotate(List[Tensor], [])
    ?bytes o = annotate(List[__torch__.torch.classes.quantized.LinearPackedParamsBase], [])
    for i in range($LAYERS$):
      _0 = torch.append(o, (self).packed(torch.view(s[$STRIDE$*i+$PROJECT$], [$QKV$, $HIDDEN$])))
      _1 = torch.append(o, (self).packed(torch.view(s[$STRIDE$*i+$OUT$], [$HIDDEN$, $QUERY$])))
      g = torch.view(s[$STRIDE$*i+$GATE$], [$GATEUP$, $HIDDEN$])
      _2 = torch.append(o, (self).packed(torch.slice(g, 0, 0, $FORWARD$)))
      _3 = torch.append(o, (self).packed(torch.slice(g, 0, $FORWARD$, $GATEUP$)))
    return o
  def downs(self: __torch__.K,
    theta: Tensor) -> List[Tensor]:
    s = torch.split_with_sizes(theta, [$SIZES$])
    o = annotate(List[Tensor], [])
    for i in range($LAYERS$):
      m = torch.view(s[$STRIDE$*i+$DOWN$], [$HIDDEN$, $FORWARD$])
      _0 = torch.append(o, ops.mkldnn._reorder_linear_weight(torch.to(m, 15), 64))
    return o
  def last(self: __torch__.K,
    theta: Tensor) -> Tensor:
    s = torch.split_with_sizes(theta, [$SIZES$])
    m = torch.view(s[$HEADINDEX$], [$VOCABULARY$, $HIDDEN$])
    return ops.mkldnn._reorder_linear_weight(torch.to(m, 15), 64)
  ?bytes def bytewise(self: __torch__.K,
  ?bytes   x: Tensor,
  ?bytes   m: __torch__.torch.classes.quantized.LinearPackedParamsBase) -> Tensor:
  ?bytes   scale = torch.clamp_min(torch.amax(torch.abs(x), [-1], True), 1.0e-8)
  ?bytes   return torch.mul_(ops.quantized.linear_dynamic(torch.div(x, scale), m, False), scale)
  ?!bytes def times(self: __torch__.K,
  ?!bytes   x: Tensor,
  ?!bytes   m: Tensor) -> Tensor:
  ?!bytes   return ops.mkldnn._linear_pointwise(torch.to(x, 15), m, None, "none", annotate(List[Optional[number]], []), "")
  ?bytes def times(self: __torch__.K,
  ?bytes   x: Tensor,
  ?bytes   m: __torch__.torch.classes.quantized.LinearPackedParamsBase) -> Tensor:
  ?bytes   return (self).bytewise(x, m)
  def gated(self: __torch__.K,
    x: Tensor,
    ?!bytes gate: Tensor,
    ?!bytes up: Tensor) -> Tensor:
    ?bytes gate: __torch__.torch.classes.quantized.LinearPackedParamsBase,
    ?bytes up: __torch__.torch.classes.quantized.LinearPackedParamsBase) -> Tensor:
    ?gelu g = torch.to((self).times(x, gate), 6)
    ?gelu g3 = torch.mul(torch.mul(torch.mul(g, g), g), 0.044715)
    ?gelu t = torch.tanh(torch.mul(torch.add(g, g3), 0.7978845608028654))
    ?gelu return torch.mul(torch.mul(torch.mul(g, 0.5), torch.add(t, 1.)), (self).times(x, up))
    ?silubytes scale = torch.clamp_min(torch.amax(torch.abs(x), [-1], True), 1.0e-8)
    ?silubytes h = torch.div(x, scale)
    ?silubytes g = torch.mul_(ops.quantized.linear_dynamic(h, gate, False), scale)
    ?silubytes u = torch.mul_(ops.quantized.linear_dynamic(h, up, False), scale)
    ?silubytes return torch.mul_(torch.silu_(g), u)
    ?silubfloat h = torch.to(x, 15)
    ?silubfloat g = ops.mkldnn._linear_pointwise(h, gate, None, "swish", annotate(List[Optional[number]], []), "")
    ?silubfloat return ops.mkldnn._linear_pointwise(h, g, up, None, "mul")
  def norm(self: __torch__.K,
    x: Tensor,
    weight: Tensor) -> Tensor:
    return torch.rms_norm(x, [$HIDDEN$], weight, $EPSILON$)
  def project(self: __torch__.K,
    x: Tensor,
    n: List[Tensor],
    ?!bytes p: List[Tensor],
    ?bytes p: List[__torch__.torch.classes.quantized.LinearPackedParamsBase],
    i: int,
    out: Tensor) -> Tensor:
    y = (self).times((self).norm(x, n[5*i]), p[4*i])
    ?biases y0 = torch.add(y, n[5*i+1])
    ?!biases y0 = y
    return torch.copy_(torch.slice(out, 0, 0, torch.size(x, 0)), y0)
  def begin(self: __torch__.K,
    entering: Tensor,
    rows: int,
    n: List[Tensor],
    ?!bytes p: List[Tensor],
    ?bytes p: List[__torch__.torch.classes.quantized.LinearPackedParamsBase],
    out: Tensor) -> Tensor:
    x = torch.slice(entering, 0, 0, rows)
    _0 = (self).project(x, n, p, 0, out)
    return x
  def layer(self: __torch__.K,
    x: Tensor,
    attended: Tensor,
    n: List[Tensor],
    ?!bytes p: List[Tensor],
    ?bytes p: List[__torch__.torch.classes.quantized.LinearPackedParamsBase],
    q: List[Tensor],
    i: int,
    out: Tensor) -> Tensor:
    o = (self).times(torch.slice(attended, 0, 0, torch.size(x, 0)), p[4*i+1])
    ?outputnorms x0 = torch.add(x, (self).norm(torch.to(o, 6), n[5*i+2]))
    ?outputnorms h = (self).norm(x0, n[5*i+3])
    ?!outputnorms x0 = torch.add(x, o)
    ?!outputnorms h = (self).norm(x0, n[5*i+2])
    a = torch.to((self).gated(h, p[4*i+2], p[4*i+3]), 15)
    d = ops.mkldnn._linear_pointwise(a, q[i], None, "none", annotate(List[Optional[number]], []), "")
    ?outputnorms x1 = torch.add(x0, (self).norm(torch.to(d, 6), n[5*i+4]))
    ?!outputnorms x1 = torch.add(x0, d)
    if torch.lt(i+1, $LAYERS$):
      _0 = (self).project(x1, n, p, i+1, out)
    else:
      pass
    return x1
  def head(self: __torch__.K,
    x: Tensor,
    rows: Tensor,
    n: List[Tensor],
    h: Tensor,
    state: Tensor,
    out: Tensor) -> Tensor:
    B = torch.size(rows, 0)
    y = (self).norm(torch.index_select(x, 0, rows), n[5*$LAYERS$])
    _0 = torch.copy_(torch.slice(state, 0, 0, B), y)
    z = ops.mkldnn._linear_pointwise(torch.to(y, 15), h, None, "none", annotate(List[Optional[number]], []), "")
    return torch.copy_(torch.slice(out, 0, 0, B), z)
