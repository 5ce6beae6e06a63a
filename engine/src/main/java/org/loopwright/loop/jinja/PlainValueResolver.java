package org.loopwright.loop.jinja;

import com.hubspot.jinjava.el.ext.JinjavaListELResolver;
import com.hubspot.jinjava.util.ForLoop;
import java.util.Map;
import java.util.TreeSet;
import jinjava.javax.el.BeanELResolver;
import jinjava.javax.el.CompositeELResolver;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELException;
import jinjava.javax.el.MapELResolver;
import jinjava.javax.el.PropertyNotFoundException;
import org.jspecify.annotations.Nullable;

/// Resolves fields of maps, elements of lists and `loop.index`, and nothing else: methods can't be
/// called, so a template reaches no Java object.
final class PlainValueResolver extends CompositeELResolver {
    PlainValueResolver() {
        add(new JinjavaListELResolver(true));
        add(new MapFields());
        add(new LoopFields());
    }

    /// INVARIANT: nothing is ever called. Templates with calls are refused when they are parsed; this is
    /// the second lock on that door.
    @Override
    public @Nullable Object invoke(
            ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
        throw new ELException("methods can't be called");
    }

    /// The fields of verdicts and `params`; one that is not there is an error, not an empty text.
    private static final class MapFields extends MapELResolver {
        MapFields() {
            super(true);
        }

        @Override
        public @Nullable Object getValue(ELContext context, Object base, Object property) {
            if (base instanceof Map<?, ?> map && !map.containsKey(property)) {
                throw new PropertyNotFoundException(
                        "there is no field `" + property + "`, only " + new TreeSet<>(map.keySet()));
            }
            return super.getValue(context, base, property);
        }
    }

    /// The fields of the `loop` variable, which is the engine's only bean.
    private static final class LoopFields extends BeanELResolver {
        LoopFields() {
            super(true);
        }

        @Override
        public @Nullable Object getValue(ELContext context, Object base, Object property) {
            return base instanceof ForLoop && !"class".equals(property)
                    ? super.getValue(context, base, property)
                    : null;
        }
    }
}
