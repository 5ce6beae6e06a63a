package org.loopwright.tool.world;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.loopwright.loop.Source;
import org.loopwright.loop.ToolCall;
import org.loopwright.loop.ToolResult;
import org.loopwright.tool.Tool;
import org.loopwright.tool.ToolException;

/// The tool `world`: plays a text environment. Settings: `world`, its name; `seed`. Inputs: all actions so
/// far. Status: `open`, `won` or `lost`. Text: what the player sees.
public final class WorldTool implements Tool {
    private final Map<String, World> worlds = new TreeMap<>();

    /// The tool over these worlds.
    public WorldTool(Collection<? extends World> worlds) {
        worlds.forEach(world -> this.worlds.put(world.name(), world));
    }

    /// The tool over the worlds that [ServiceLoader] finds.
    public static WorldTool installed() {
        return new WorldTool(ServiceLoader.load(World.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    @Override
    public String name() {
        return "world";
    }

    @Override
    public ToolResult use(ToolCall call) {
        String name = call.settings().getOrDefault("world", "");
        World world = worlds.get(name);
        if (world == null) {
            throw new ToolException("there is no world `" + name + "`; there are " + worlds.keySet(), null);
        }
        long seed = Long.parseLong(call.settings().getOrDefault("seed", "0"));
        World.Turn turn = world.play(seed, call.inputs());
        return new ToolResult(
                turn.end().name().toLowerCase(Locale.ROOT), List.of(turn.text()), Set.of(new Source.Tool(name)));
    }
}
