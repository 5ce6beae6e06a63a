package org.loopwright.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.edit.LoopChange;
import org.loopwright.loop.edit.LoopEditor;

/// Loops with some settings changed, without touching their files.
///
/// A changed loop is called by what was changed, `self-check, temperature=0.2`, so that lists and
/// figures tell arms apart, and so that the same change always gives the same loop.
final class VariedLoops {
    private static final int SHORT = 24;

    private final LoopEditor editor;
    private final LoopLibrary library;

    VariedLoops(LoopEditor editor, LoopLibrary library) {
        this.editor = editor;
        this.library = library;
    }

    /// The loops with the settings of the main one changed. A setting begins with a node of that loop:
    /// `draft.sampling.temperature`.
    ///
    /// @param main name or file name of the main loop
    /// @throws ProjectException when there is no such node, or the setting can't be changed
    List<LoopFile> of(List<LoopFile> loops, String main, Map<String, Object> settings) {
        if (settings.isEmpty()) {
            return loops;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (LoopFile loop : loops) {
            boolean varied = loop.name().equals(main) || loop.fileName().equals(main);
            texts.put(loop.fileName(), varied ? varied(loop, settings) : loop.text());
        }
        return library.readTexts(texts);
    }

    private String varied(LoopFile loop, Map<String, Object> settings) {
        List<LoopChange> changes = new ArrayList<>();
        new TreeMap<>(settings).forEach((setting, value) -> changes.add(change(loop, setting, value)));
        changes.add(new LoopChange.SetName(name(loop.name(), settings)));
        try {
            return editor.apply(loop.text(), new LoopChange.All(changes));
        } catch (LoopException e) {
            throw new ProjectException(loop.fileName() + " can't be varied: " + e.getMessage(), e);
        }
    }

    private static LoopChange change(LoopFile loop, String setting, Object value) {
        List<String> path = List.of(setting.split("\\."));
        if (path.size() < 2) {
            throw new ProjectException("setting `" + setting + "` of loop " + loop.name()
                    + " should be NODE.SETTING, such as `draft.sampling.temperature`");
        }
        return new LoopChange.SetSetting(path.getFirst(), path.subList(1, path.size()), value);
    }

    /// What a varied loop is called.
    static String name(String loop, Map<String, Object> settings) {
        StringBuilder name = new StringBuilder(loop);
        new TreeMap<>(settings)
                .forEach((setting, value) -> name.append(", ")
                        .append(setting.substring(setting.lastIndexOf('.') + 1))
                        .append('=')
                        .append(shown(value)));
        return name.toString();
    }

    private static String shown(Object value) {
        String text = value.toString();
        return text.length() <= SHORT ? text : "#" + Integer.toHexString(text.hashCode());
    }
}
