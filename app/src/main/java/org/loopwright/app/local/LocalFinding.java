package org.loopwright.app.local;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.loopwright.app.session.Finding;
import org.loopwright.find.FindRequest;
import org.loopwright.find.Query;
import org.loopwright.find.QueryCompletion;
import org.loopwright.project.Project;
import org.loopwright.store.Annotation;
import org.loopwright.store.RunStore;

/// Finding in a project of this machine.
record LocalFinding(Project project) implements Finding {
    @Override
    public List<String> find(UUID run, Query query) {
        return project.store()
                .find(run, FindRequest.first(query, Integer.MAX_VALUE))
                .items();
    }

    @Override
    public QueryCompletion.Names names(UUID run) {
        List<RunStore.ExitCount> exits = project.store().exitCounts(run);
        return new QueryCompletion.Names(
                exits.stream().map(RunStore.ExitCount::node).distinct().toList(),
                exits.stream().map(RunStore.ExitCount::exit).distinct().toList(),
                project.store().annotations(run).stream()
                        .filter(a -> a.kind() == Annotation.Kind.TAG)
                        .map(Annotation::value)
                        .distinct()
                        .toList());
    }

    @Override
    public SortedMap<String, String> views() {
        return project.store().views();
    }

    @Override
    public void saveView(String name, String query) {
        project.store().saveView(name, query);
    }

    @Override
    public void removeView(String name) {
        project.store().removeView(name);
    }

    @Override
    public List<Annotation> annotations(UUID run) {
        return project.store().annotations(run);
    }

    @Override
    public void annotate(Annotation annotation) {
        project.store().annotate(annotation);
    }

    @Override
    public void removeAnnotation(UUID annotation) {
        project.store().removeAnnotation(annotation);
    }

    @Override
    public void export(UUID run, List<String> items, Path file) {
        project.exportItems(run, items, file);
    }

    @Override
    public void toDataset(UUID run, List<String> items, String name) {
        project.itemsToDataset(run, items, name);
    }
}
