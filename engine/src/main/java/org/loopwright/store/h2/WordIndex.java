package org.loopwright.store.h2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.store.BaseDirectory;
import org.apache.lucene.store.ByteBuffersDataInput;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.ByteBuffersIndexInput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.NoLockFactory;

/// The words of a block of items and where they stand: a Lucene index in one piece of memory, so that the
/// database keeps it in the transaction that it belongs to. Immutable and thread-safe.
final class WordIndex {
    private static final String TEXT = "text";
    private static final int MEMORY_MEBIBYTES = 256; // more than a block needs: one segment, in order
    // Lucene takes words of 32,766 bytes at most. What is longer is told apart by its beginning and its hash.
    private static final int LONGEST_WORD = 1_000;
    private static final FieldType TYPE = type();

    private final IndexSearcher searcher;
    private final int size;

    private WordIndex(IndexSearcher searcher) {
        this.searcher = searcher;
        this.size = searcher.getIndexReader().maxDoc();
    }

    /// The stored form of the index of these texts.
    ///
    /// @param texts as in [org.loopwright.find.ItemTraits#text]
    static byte[] write(List<String> texts) {
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
            IndexWriterConfig config = new IndexWriterConfig(new StandardAnalyzer())
                    .setRAMBufferSizeMB(MEMORY_MEBIBYTES)
                    .setUseCompoundFile(false);
            try (IndexWriter writer = new IndexWriter(directory, config)) {
                for (String text : texts) {
                    Document document = new Document();
                    document.add(new Field(TEXT, new SpacedWords(text), TYPE));
                    writer.addDocument(document);
                }
                writer.forceMerge(1);
            }
            ByteSink sink = new ByteSink();
            for (String name : directory.listAll()) {
                try (IndexInput in = directory.openInput(name, IOContext.READONCE)) {
                    byte[] bytes = new byte[(int) in.length()];
                    in.readBytes(bytes, 0, bytes.length);
                    sink.text(name).sized(bytes);
                }
            }
            return sink.text("").toBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // in memory
        }
    }

    /// The index in its stored form.
    static WordIndex read(ByteSource source) {
        Map<String, ByteBuffer> files = new HashMap<>();
        for (String name = source.text(); !name.isEmpty(); name = source.text()) {
            files.put(name, source.view());
        }
        try {
            IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(new FilesInMemory(files)));
            searcher.setQueryCache(null); // one question is rarely asked twice
            return new WordIndex(searcher);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The texts that hold these words in a row, by their place.
    BitSet find(List<String> words) {
        BitSet found = new BitSet(size);
        Query phrase = new PhraseQuery(TEXT, words.stream().map(WordIndex::term).toArray(String[]::new));
        try {
            Weight weight = searcher.createWeight(searcher.rewrite(phrase), ScoreMode.COMPLETE_NO_SCORES, 1);
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                Scorer scorer = weight.scorer(leaf);
                if (scorer != null) {
                    DocIdSetIterator texts = scorer.iterator();
                    while (texts.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                        found.set(leaf.docBase + texts.docID());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static String term(String word) {
        return word.length() <= LONGEST_WORD
                ? word
                : word.substring(0, LONGEST_WORD) + " " + Integer.toHexString(word.hashCode()) + " " + word.length();
    }

    private static FieldType type() {
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        type.setTokenized(true);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }

    /// The words of a text that [org.loopwright.find.Words] has split: a space between two, a line for each
    /// text. No phrase goes over the end of a line.
    private static final class SpacedWords extends TokenStream {
        private final CharTermAttribute word = addAttribute(CharTermAttribute.class);
        private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
        private final String text;
        private int at;

        SpacedWords(String text) {
            this.text = text;
        }

        @Override
        public boolean incrementToken() {
            clearAttributes();
            int steps = 1;
            while (at < text.length() && isBetween(text.charAt(at))) {
                steps += text.charAt(at) == '\n' ? 1 : 0;
                at++;
            }
            if (at == text.length()) {
                return false;
            }
            int start = at;
            while (at < text.length() && !isBetween(text.charAt(at))) {
                at++;
            }
            word.append(term(text.substring(start, at)));
            step.setPositionIncrement(steps);
            return true;
        }

        private static boolean isBetween(char c) {
            return c == ' ' || c == '\n';
        }
    }

    /// Lucene's files, read where they lie.
    private static final class FilesInMemory extends BaseDirectory {
        private final Map<String, ByteBuffer> files;

        FilesInMemory(Map<String, ByteBuffer> files) {
            super(NoLockFactory.INSTANCE);
            this.files = files;
        }

        @Override
        public String[] listAll() {
            return files.keySet().stream().sorted().toArray(String[]::new);
        }

        @Override
        public long fileLength(String name) throws IOException {
            return file(name).remaining();
        }

        @Override
        public IndexInput openInput(String name, IOContext context) throws IOException {
            return new ByteBuffersIndexInput(new ByteBuffersDataInput(List.of(file(name))), name);
        }

        private ByteBuffer file(String name) throws NoSuchFileException {
            ByteBuffer file = files.get(name);
            if (file == null) {
                throw new NoSuchFileException(name);
            }
            return file.duplicate();
        }

        @Override
        public Set<String> getPendingDeletions() {
            return Set.of();
        }

        @Override
        public void close() {
            isOpen = false;
        }

        @Override
        public void deleteFile(String name) {
            throw readOnly();
        }

        @Override
        public IndexOutput createOutput(String name, IOContext context) {
            throw readOnly();
        }

        @Override
        public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) {
            throw readOnly();
        }

        @Override
        public void sync(Collection<String> names) {
            throw readOnly();
        }

        @Override
        public void syncMetaData() {
            throw readOnly();
        }

        @Override
        public void rename(String source, String target) {
            throw readOnly();
        }

        private static UnsupportedOperationException readOnly() {
            return new UnsupportedOperationException("a block's index is never changed");
        }
    }
}
