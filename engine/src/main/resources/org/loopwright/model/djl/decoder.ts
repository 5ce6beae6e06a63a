class K(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  def forward(self: __torch__.K,
    x: Tensor) -> Tensor:
    return x
  def weights(self: __torch__.K,
    theta: Tensor) -> List[Tensor]:
    s = torch.split_with_sizes(theta, [$SIZES$])
    o = annotate(List[Tensor], [])
    _0 = torch.append(o, torch.view(s[0], [$VOCABULARY$, $HIDDEN$]))
    for i in range($LAYERS$):
      _1 = torch.append(o, s[$STRIDE$*i+$NORM$])
      _2 = torch.append(o, torch.view(s[$STRIDE$*i+$PROJECT$], [$QKV$, $HIDDEN$]))
      ?biases _3 = torch.append(o, s[$STRIDE$*i+$BIAS$])
      ?headnorms _4 = torch.append(o, s[$STRIDE$*i+$QUERYNORM$])
      ?headnorms _5 = torch.append(o, s[$STRIDE$*i+$KEYNORM$])
      _6 = torch.append(o, torch.view(s[$STRIDE$*i+$OUT$], [$HIDDEN$, $QUERY$]))
      _7 = torch.append(o, s[$STRIDE$*i+$AFTER$])
      ?outputnorms _8 = torch.append(o, s[$STRIDE$*i+$BEFOREFEED$])
      ?outputnorms _9 = torch.append(o, s[$STRIDE$*i+$AFTERFEED$])
      _10 = torch.append(o, torch.view(s[$STRIDE$*i+$GATE$], [$GATEUP$, $HIDDEN$]))
      _11 = torch.append(o, torch.view(s[$STRIDE$*i+$DOWN$], [$HIDDEN$, $FORWARD$]))
    _12 = torch.append(o, s[$LAST$])
    _13 = torch.append(o, torch.view(s[$HEADINDEX$], [$VOCABULARY$, $HIDDEN$]))
    return o
  def norm(self: __torch__.K,
    x: Tensor,
    weight: Tensor) -> Tensor:
    ?normoffset return torch.rms_norm(x, [$HIDDEN$], torch.add(weight, $NORMOFFSET$), $EPSILON$)
    ?!normoffset return torch.rms_norm(x, [$HIDDEN$], weight, $EPSILON$)
  def headnorm(self: __torch__.K,
    x: Tensor,
    weight: Tensor) -> Tensor:
    return torch.rms_norm(x, [$HEADSIZE$], torch.add(weight, $NORMOFFSET$), $EPSILON$)
  def embed(self: __torch__.K,
    ids: Tensor,
    w: List[Tensor]) -> Tensor:
    ?scaledembedding return torch.mul(torch.embedding(w[0], ids), $EMBEDDINGSCALE$)
    ?!scaledembedding return torch.embedding(w[0], ids)
  def heads(self: __torch__.K,
    x: Tensor,
    w: List[Tensor],
    i: int,
    cos: Tensor,
    sin: Tensor) -> Tuple[Tensor, Tensor]:
    B = torch.size(x, 0)
    T = torch.size(x, 1)
    n = (self).norm(x, w[$STRIDE$*i+$NORM$])
    ?biases y = torch.linear(n, w[$STRIDE$*i+$PROJECT$], w[$STRIDE$*i+$BIAS$])
    ?!biases y = torch.linear(n, w[$STRIDE$*i+$PROJECT$])
    h = torch.transpose(torch.view(y, [B, T, $ALLHEADS$, $HEADSIZE$]), 1, 2)
    ?!headnorms qk = torch.slice(h, 1, 0, $ROTATED$)
    ?headnorms q = (self).headnorm(torch.slice(h, 1, 0, $HEADS$), w[$STRIDE$*i+$QUERYNORM$])
    ?headnorms k = (self).headnorm(torch.slice(h, 1, $HEADS$, $ROTATED$), w[$STRIDE$*i+$KEYNORM$])
    ?headnorms qk = torch.cat([q, k], 1)
    v = torch.slice(h, 1, $ROTATED$, $ALLHEADS$)
    a = torch.slice(qk, 3, 0, $HALF$)
    b = torch.slice(qk, 3, $HALF$, $HEADSIZE$)
    r = torch.add(torch.mul(qk, cos), torch.mul(torch.cat([b, a], -1), sin))
    return (r, v)
  def feed(self: __torch__.K,
    x: Tensor,
    attended: Tensor,
    w: List[Tensor],
    i: int) -> Tensor:
    o = torch.linear(attended, w[$STRIDE$*i+$OUT$])
    ?outputnorms x0 = torch.add(x, (self).norm(o, w[$STRIDE$*i+$AFTER$]))
    ?!outputnorms x0 = torch.add(x, o)
    ?outputnorms n = (self).norm(x0, w[$STRIDE$*i+$BEFOREFEED$])
    ?!outputnorms n = (self).norm(x0, w[$STRIDE$*i+$AFTER$])
    gu = torch.linear(n, w[$STRIDE$*i+$GATE$])
    g = torch.slice(gu, 2, 0, $FORWARD$)
    u = torch.slice(gu, 2, $FORWARD$, $GATEUP$)
    ?gelu g3 = torch.mul(torch.mul(torch.mul(g, g), g), 0.044715)
    ?gelu t = torch.tanh(torch.mul(torch.add(g, g3), 0.7978845608028654))
    ?gelu d = torch.linear(torch.mul(torch.mul(torch.mul(g, 0.5), torch.add(t, 1.)), u), w[$STRIDE$*i+$DOWN$])
    ?!gelu d = torch.linear(torch.mul(torch.silu(g), u), w[$STRIDE$*i+$DOWN$])
    ?outputnorms return torch.add(x0, (self).norm(d, w[$STRIDE$*i+$AFTERFEED$]))
    ?!outputnorms return torch.add(x0, d)
  def logits(self: __torch__.K,
    x: Tensor,
    w: List[Tensor]) -> Tensor:
    return torch.linear((self).norm(x, w[$LAST$]), w[$LAST$+1])
  def sequence(self: __torch__.K,
    ids: Tensor,
    w: List[Tensor],
    cos: Tensor,
    sin: Tensor) -> Tensor:
    x = (self).embed(ids, w)
    B = torch.size(x, 0)
    T = torch.size(x, 1)
    c = torch.slice(cos, 0, 0, T)
    s = torch.slice(sin, 0, 0, T)
    ?window cl = torch.slice(cos, 0, $CONTEXT$, $CONTEXT$+T)
    ?window sl = torch.slice(sin, 0, $CONTEXT$, $CONTEXT$+T)
    ?window far = (self).hidden(torch.arange(T), T)
    ?window near = (self).beyond(torch.arange(T), T)
    for i in range($LAYERS$):
      ?window local = torch.eq([$WINDOWED$][i], 1)
      ?window if local:
      ?window   c0 = cl
      ?window   s0 = sl
      ?window   m = near
      ?window else:
      ?window   c0 = c
      ?window   s0 = s
      ?window   m = far
      ?window qk, v = (self).heads(x, w, i, c0, s0)
      ?!window qk, v = (self).heads(x, w, i, c, s)
      q = torch.slice(qk, 1, 0, $HEADS$)
      k = torch.slice(qk, 1, $HEADS$, $ROTATED$)
      ?window a = torch.scaled_dot_product_attention(q, k, v, torch.logical_not(m), 0., False, scale=$SCALE$, enable_gqa=True)
      ?!window a = torch.scaled_dot_product_attention(q, k, v, None, 0., True, enable_gqa=True)
      a0 = torch.reshape(torch.transpose(a, 1, 2), [B, T, $QUERY$])
      x = (self).feed(x, a0, w, i)
    return (self).logits(x, w)
  def hidden(self: __torch__.K,
    at: Tensor,
    S: int) -> Tensor:
    return torch.gt(torch.unsqueeze(torch.arange(S), 0), torch.unsqueeze(at, 1))
  def beyond(self: __torch__.K,
    at: Tensor,
    S: int) -> Tensor:
    old = torch.le(torch.unsqueeze(torch.arange(S), 0), torch.unsqueeze(torch.sub(at, $WINDOW$), 1))
    return torch.logical_or((self).hidden(at, S), old)
  def full(self: __torch__.K,
    ids: Tensor,
    w: List[Tensor],
    cos: Tensor,
    sin: Tensor) -> Tensor:
    return (self).sequence(ids, w, cos, sin)
  def allocate(self: __torch__.K,
    like: Tensor,
    rows: int,
    capacity: int) -> List[Tensor]:
    o = annotate(List[Tensor], [])
    for i in range(2*$LAYERS$):
      _0 = torch.append(o, torch.zeros([rows*$KEYHEADS$, capacity, $HEADSIZE$], dtype=6))
    return o
  def attend(self: __torch__.K,
    qk: Tensor,
    k: Tensor,
    v: Tensor,
    hidden: Tensor) -> Tensor:
    B = torch.size(qk, 0)
    T = torch.size(qk, 2)
    S = torch.size(k, 1)
    q = torch.mul(torch.slice(qk, 1, 0, $HEADS$), $SCALE$)
    s = torch.bmm(torch.reshape(q, [B*$KEYHEADS$, $GROUP$*T, $HEADSIZE$]), torch.transpose(k, 1, 2))
    m = torch.masked_fill(torch.view(s, [B, $HEADS$, T, S]), hidden, -inf)
    p = torch.view(torch.softmax(m, -1), [B*$KEYHEADS$, $GROUP$*T, S])
    a = torch.view(torch.bmm(p, v), [B, $HEADS$, T, $HEADSIZE$])
    return torch.reshape(torch.transpose(a, 1, 2), [B, T, $QUERY$])
  def prefill(self: __torch__.K,
    ids: Tensor,
    last: Tensor,
    w: List[Tensor],
    kv: List[Tensor],
    cos: Tensor,
    sin: Tensor) -> Tensor:
    x = (self).embed(ids, w)
    B = torch.size(x, 0)
    T = torch.size(x, 1)
    S = torch.size(kv[0], 1)
    c = torch.slice(cos, 0, 0, T)
    s = torch.slice(sin, 0, 0, T)
    far = (self).hidden(torch.arange(T), S)
    ?window cl = torch.slice(cos, 0, $CONTEXT$, $CONTEXT$+T)
    ?window sl = torch.slice(sin, 0, $CONTEXT$, $CONTEXT$+T)
    ?window near = (self).beyond(torch.arange(T), S)
    for i in range($LAYERS$):
      ?window local = torch.eq([$WINDOWED$][i], 1)
      ?window if local:
      ?window   c0 = cl
      ?window   s0 = sl
      ?window   m = near
      ?window else:
      ?window   c0 = c
      ?window   s0 = s
      ?window   m = far
      ?!window c0 = c
      ?!window s0 = s
      ?!window m = far
      qk, v = (self).heads(x, w, i, c0, s0)
      k = torch.slice(qk, 1, $HEADS$, $ROTATED$)
      _0 = torch.copy_(torch.slice(kv[2*i], 1, 0, T), torch.reshape(k, [B*$KEYHEADS$, T, $HEADSIZE$]))
      _1 = torch.copy_(torch.slice(kv[2*i+1], 1, 0, T), torch.reshape(v, [B*$KEYHEADS$, T, $HEADSIZE$]))
      a = (self).attend(qk, kv[2*i], kv[2*i+1], m)
      x = (self).feed(x, a, w, i)
    return (self).logits(torch.index_select(torch.view(x, [B*T, $HIDDEN$]), 0, last), w)
  def step(self: __torch__.K,
    ids: Tensor,
    position: Tensor,
    w: List[Tensor],
    kv: List[Tensor],
    cos: Tensor,
    sin: Tensor) -> Tensor:
    x = torch.unsqueeze((self).embed(ids, w), 1)
    B = torch.size(x, 0)
    S = torch.size(kv[0], 1)
    c = torch.view(torch.index_select(cos, 0, position), [B, 1, 1, $HEADSIZE$])
    s = torch.view(torch.index_select(sin, 0, position), [B, 1, 1, $HEADSIZE$])
    far = torch.view((self).hidden(position, S), [B, 1, 1, S])
    ?window cl = torch.view(torch.index_select(cos, 0, torch.add(position, $CONTEXT$)), [B, 1, 1, $HEADSIZE$])
    ?window sl = torch.view(torch.index_select(sin, 0, torch.add(position, $CONTEXT$)), [B, 1, 1, $HEADSIZE$])
    ?window near = torch.view((self).beyond(position, S), [B, 1, 1, S])
    at = torch.view(torch.repeat_interleave(position, $KEYHEADS$), [B*$KEYHEADS$, 1, 1])
    at0 = torch.expand(at, [B*$KEYHEADS$, 1, $HEADSIZE$])
    for i in range($LAYERS$):
      ?window local = torch.eq([$WINDOWED$][i], 1)
      ?window if local:
      ?window   c0 = cl
      ?window   s0 = sl
      ?window   m = near
      ?window else:
      ?window   c0 = c
      ?window   s0 = s
      ?window   m = far
      ?!window c0 = c
      ?!window s0 = s
      ?!window m = far
      qk, v = (self).heads(x, w, i, c0, s0)
      k = torch.slice(qk, 1, $HEADS$, $ROTATED$)
      _0 = torch.scatter_(kv[2*i], 1, at0, torch.reshape(k, [B*$KEYHEADS$, 1, $HEADSIZE$]))
      _1 = torch.scatter_(kv[2*i+1], 1, at0, torch.reshape(v, [B*$KEYHEADS$, 1, $HEADSIZE$]))
      a = (self).attend(qk, kv[2*i], kv[2*i+1], m)
      x = (self).feed(x, a, w, i)
    return torch.squeeze((self).logits(x, w), 1)
  def resize(self: __torch__.K,
    old: List[Tensor],
    keep: Tensor,
    rows: int,
    capacity: int) -> List[Tensor]:
    o = annotate(List[Tensor], [])
    n = torch.size(keep, 0)
    for i in range(2*$LAYERS$):
      z = torch.zeros([rows, $KEYHEADS$, capacity, $HEADSIZE$], dtype=6)
      A = torch.size(old[i], 1)
      if torch.gt(n, 0):
        a = torch.index_select(torch.view(old[i], [-1, $KEYHEADS$, A, $HEADSIZE$]), 0, keep)
        c = ops.prim.min(A, capacity)
        _0 = torch.copy_(torch.slice(torch.slice(z, 0, 0, n), 2, 0, c), torch.slice(a, 2, 0, c))
      else:
        pass
      _1 = torch.append(o, torch.view(z, [rows*$KEYHEADS$, capacity, $HEADSIZE$]))
    return o
  def place(self: __torch__.K,
    kv: List[Tensor],
    slots: Tensor,
    fresh: List[Tensor],
    pick: Tensor) -> List[Tensor]:
    for i in range(2*$LAYERS$):
      A = torch.size(kv[i], 1)
      F = torch.size(fresh[i], 1)
      b = torch.index_select(torch.view(fresh[i], [-1, $KEYHEADS$, F, $HEADSIZE$]), 0, pick)
      z = torch.slice(torch.view(kv[i], [-1, $KEYHEADS$, A, $HEADSIZE$]), 2, 0, F)
      _0 = torch.index_copy_(z, 0, slots, b)
    return kv
  def put(self: __torch__.K,
    to: Tensor,
    fresh: Tensor) -> Tensor:
    return torch.copy_(to, fresh)
