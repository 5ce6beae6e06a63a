package org.loopwright.model.djl;

import java.util.List;
import java.util.function.Function;
import org.loopwright.model.Thinking;
import org.loopwright.model.files.ChatTemplate;

/// Hides the marks of thinking blocks from a chat template, so that it can't cut the blocks off.
///
/// While the template renders, another character stands in place of the `<` of each mark; it is one
/// that no message holds, of Unicode's private use area.
///
/// @param messages with their marks
/// @param stand the character in place of `<`
record KeptThinking(List<ChatTemplate.Message> messages, char stand) {
    private static final char FIRST = '\ue000';
    private static final char LAST = '\uf8ff';

    /// Chooses the character.
    static KeptThinking of(List<ChatTemplate.Message> messages) {
        char stand = FIRST;
        while (stand < LAST && occurs(messages, stand)) {
            stand++;
        }
        return new KeptThinking(messages, stand);
    }

    private static boolean occurs(List<ChatTemplate.Message> messages, char stand) {
        return messages.stream().anyMatch(m -> m.content().indexOf(stand) >= 0);
    }

    /// The rendered pieces, with the marks as they were.
    List<ChatTemplate.Piece> pieces(Function<List<ChatTemplate.Message>, List<ChatTemplate.Piece>> render) {
        return render.apply(messages.stream().map(this::hidden).toList()).stream()
                .map(this::shown)
                .toList();
    }

    private ChatTemplate.Message hidden(ChatTemplate.Message message) {
        String text = message.content();
        for (String mark : List.of(Thinking.OPEN, Thinking.CLOSE)) {
            text = text.replace(mark, stand + mark.substring(1));
        }
        return message.role().equals("assistant") ? new ChatTemplate.Message(message.role(), text) : message;
    }

    private ChatTemplate.Piece shown(ChatTemplate.Piece piece) {
        return piece instanceof ChatTemplate.Piece.Content(int message, String text)
                ? new ChatTemplate.Piece.Content(message, text.replace(stand, '<'))
                : piece;
    }
}
