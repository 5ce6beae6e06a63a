package org.loopwright.app.session;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.loopwright.find.Query;
import org.loopwright.find.QueryCompletion;
import org.loopwright.store.Annotation;

/// Items that are found by a query, what people said of them, and what becomes of a selection. Every method may be
/// slow.
public interface Finding {
    /// The ids of the finished items that a query finds, in the run's order.
    List<String> find(UUID run, Query query);

    /// What a query on this run may name.
    QueryCompletion.Names names(UUID run);

    /// The kept queries: name -> query.
    SortedMap<String, String> views();

    /// Keeps a query under a name.
    void saveView(String name, String query);

    /// Forgets a query.
    void removeView(String name);

    /// The annotations of a run, oldest first.
    List<Annotation> annotations(UUID run);

    /// Keeps an annotation.
    void annotate(Annotation annotation);

    /// Forgets an annotation.
    void removeAnnotation(UUID annotation);

    /// Writes items with their turns as JSON, one a line.
    void export(UUID run, List<String> items, Path file);

    /// Makes a dataset of the project from items of a run.
    ///
    /// @param name of the new dataset
    void toDataset(UUID run, List<String> items, String name);
}
