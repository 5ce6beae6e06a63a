package org.loopwright.app.design;

/// A place on the canvas, in canvas units.
record Point(double x, double y) {
    /// The point `share` of the way to `other`.
    Point towards(Point other, double share) {
        return new Point(x + (other.x - x) * share, y + (other.y - y) * share);
    }

    /// The distance to `other`.
    double distance(Point other) {
        return Math.hypot(other.x - x, other.y - y);
    }
}
