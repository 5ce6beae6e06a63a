package org.loopwright.tool.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;

/// Passages ranked by BM25 (Robertson and Zaragoza 2009), k1 = 1.2, b = 0.75, held in memory. Immutable and
/// thread-safe. Equal scores are in the order of the passages.
final class PassageIndex {
    private static final String TEXT = "text";
    private static final String PLACE = "place";
    private static final int MOST_WORDS = 1000;

    private final StandardAnalyzer analyzer = new StandardAnalyzer();
    private final IndexSearcher searcher;

    /// A passage and where it stands.
    ///
    /// @param place file and number, `notes/a.txt#3`
    record Passage(String place, String text) {}

    /// An index of these passages.
    PassageIndex(List<Passage> passages) {
        try {
            ByteBuffersDirectory directory = new ByteBuffersDirectory();
            IndexWriterConfig config = new IndexWriterConfig(analyzer).setSimilarity(new BM25Similarity());
            try (IndexWriter writer = new IndexWriter(directory, config)) {
                for (Passage passage : passages) {
                    Document document = new Document();
                    document.add(new TextField(TEXT, passage.text(), Field.Store.YES));
                    document.add(new StoredField(PLACE, passage.place()));
                    writer.addDocument(document);
                }
                // One segment: document numbers are the order of the passages.
                writer.forceMerge(1);
            }
            this.searcher = new IndexSearcher(DirectoryReader.open(directory));
            searcher.setSimilarity(new BM25Similarity());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The best passages, best first; fewer than `k` when fewer share a word with the query.
    List<Passage> best(String query, int k) {
        try {
            List<Passage> found = new ArrayList<>();
            StoredFields fields = searcher.storedFields();
            for (ScoreDoc hit : searcher.search(anyWord(query), k).scoreDocs) {
                Document document = fields.document(hit.doc);
                found.add(new Passage(document.get(PLACE), document.get(TEXT)));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BooleanQuery anyWord(String query) throws IOException {
        BooleanQuery.Builder words = new BooleanQuery.Builder();
        int count = 0;
        try (TokenStream tokens = analyzer.tokenStream(TEXT, query)) {
            CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken() && count++ < MOST_WORDS) {
                words.add(new TermQuery(new Term(TEXT, word.toString())), BooleanClause.Occur.SHOULD);
            }
            tokens.end();
        }
        return words.build();
    }
}
