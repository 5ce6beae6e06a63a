package org.loopwright.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.FramePath;

/// Turns events into what is stored, and back.
///
/// Entries are coded in their order, by one [Writer] for a group that is appended or one [Reader] for
/// what is read, because a value that is a completion of its frame is stored as a pointer to the earlier
/// `Generated`. A reader must therefore see a frame from its first entry on; a writer may begin
/// anywhere.
///
/// Older payloads are lifted by [Upcaster]s. The codec itself is immutable.
public final class EventCodec {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final ToIntFunction<EventType> versions;
    private final List<Upcaster> upcasters;

    /// The codec of this version of the program.
    public EventCodec() {
        this(EventType::version, Upcaster.ALL);
    }

    EventCodec(ToIntFunction<EventType> versions, List<Upcaster> upcasters) {
        this.versions = versions;
        this.upcasters = List.copyOf(upcasters);
    }

    /// A writer for a group of entries.
    public Writer writer() {
        return new Writer();
    }

    /// A reader for entries that begin with their frames' first.
    public Reader reader() {
        return new Reader();
    }

    /// Encodes entries in their order. Not thread-safe.
    public final class Writer {
        private final Frames frames = new Frames();

        private Writer() {}

        /// The stored form of `entry`.
        public EncodedEvent write(JournalEntry entry) {
            EventType type = EventType.of(entry.event());
            String payload = EventJson.write(entry.event(), new ValueJson(frames.of(entry.frame())))
                    .toString();
            frames.add(entry);
            List<CompletionTokens> tokens = entry.event() instanceof Event.Generated generated
                    ? generated.completions().stream().map(CompletionTokens::of).toList()
                    : List.of();
            return new EncodedEvent(type.label(), versions.applyAsInt(type), payload, tokens);
        }
    }

    /// Decodes entries in their order. Not thread-safe.
    public final class Reader {
        private final Frames frames = new Frames();

        private Reader() {}

        /// The entry that was stored in this place.
        ///
        /// @throws JournalException with code `NEWER` when the type is unknown or its version is newer,
        ///     with code `DAMAGED` when the payload is none of its type
        public JournalEntry read(long seq, @Nullable FramePath frame, int frameSeq, Instant at, EncodedEvent stored) {
            try {
                EventType type = known(stored);
                Fields json = new Fields(upcast(type, stored.version(), MAPPER.readTree(stored.payload())));
                Event event = EventJson.read(type, json, stored.tokens(), new ValueJson(frames.of(frame)));
                JournalEntry entry = new JournalEntry(seq, frame, frameSeq, at, event);
                frames.add(entry);
                return entry;
            } catch (JournalException e) {
                throw new JournalException(e.code(), "entry " + seq + ", " + stored.type() + ": " + e.getMessage(), e);
            } catch (JsonProcessingException | IllegalArgumentException | ArithmeticException e) {
                throw new JournalException(
                        JournalException.Code.DAMAGED,
                        "entry " + seq + ", " + stored.type() + ": " + e.getMessage(),
                        e);
            }
        }
    }

    /// Completions by frame.
    private static final class Frames {
        private final Map<FramePath, FrameCompletions> byFrame = new HashMap<>();

        FrameCompletions of(@Nullable FramePath frame) {
            return frame == null ? new FrameCompletions() : byFrame.computeIfAbsent(frame, _ -> new FrameCompletions());
        }

        void add(JournalEntry entry) {
            if (entry.event() instanceof Event.Generated generated) {
                of(entry.frame()).add(entry.frameSeq(), generated);
            }
        }
    }

    private EventType known(EncodedEvent stored) {
        EventType type =
                EventType.of(stored.type()).orElseThrow(() -> newer("this version of Loopwright knows no such event"));
        int version = versions.applyAsInt(type);
        if (stored.version() > version) {
            throw newer("version " + stored.version() + " is newer than " + version
                    + ", the latest that this version of Loopwright reads");
        }
        return type;
    }

    private static JournalException newer(String what) {
        return new JournalException(
                JournalException.Code.NEWER, what + "; open the project with a newer Loopwright", null);
    }

    private JsonNode upcast(EventType type, int from, JsonNode payload) {
        JsonNode lifted = payload;
        for (int version = from; version < versions.applyAsInt(type); version++) {
            lifted = upcaster(type, version).change().apply(lifted);
        }
        return lifted;
    }

    private Upcaster upcaster(EventType type, int from) {
        return upcasters.stream()
                .filter(u -> u.type().equals(type.label()) && u.fromVersion() == from)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("no upcaster of " + type.label() + " from version " + from));
    }
}
