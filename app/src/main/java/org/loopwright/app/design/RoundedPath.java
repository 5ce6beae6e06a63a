package org.loopwright.app.design;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.shape.CubicCurveTo;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.QuadCurveTo;

/// Turns corners into curves.
final class RoundedPath {
    private static final double RADIUS = 22;

    private RoundedPath() {}

    /// A path through `corners`: a plain S between two columns, else straight with round corners.
    static List<PathElement> through(List<Point> corners) {
        if (isStep(corners)) {
            return step(corners.getFirst(), corners.getLast());
        }
        List<PathElement> path = new ArrayList<>();
        path.add(new MoveTo(corners.getFirst().x(), corners.getFirst().y()));
        for (int i = 1; i < corners.size() - 1; i++) {
            Point corner = corners.get(i);
            double before = corner.distance(corners.get(i - 1)) / 2;
            double after = corner.distance(corners.get(i + 1)) / 2;
            double radius = Math.min(RADIUS, Math.min(before, after));
            Point in = corner.towards(corners.get(i - 1), radius / Math.max(1e-6, before * 2));
            Point out = corner.towards(corners.get(i + 1), radius / Math.max(1e-6, after * 2));
            path.add(new LineTo(in.x(), in.y()));
            path.add(new QuadCurveTo(corner.x(), corner.y(), out.x(), out.y()));
        }
        path.add(new LineTo(corners.getLast().x(), corners.getLast().y()));
        return path;
    }

    private static boolean isStep(List<Point> corners) {
        return corners.size() == 4
                && corners.get(1).x() == corners.get(2).x()
                && corners.getLast().x() > corners.getFirst().x()
                && corners.getLast().x() - corners.getFirst().x() < 220;
    }

    private static List<PathElement> step(Point start, Point end) {
        double reach = (end.x() - start.x()) * 0.55;
        return List.of(
                new MoveTo(start.x(), start.y()),
                new CubicCurveTo(start.x() + reach, start.y(), end.x() - reach, end.y(), end.x(), end.y()));
    }
}
