package org.loopwright.app.design;

/// A place on the canvas, in canvas units.
record Point(double x, double y) {
    /// The point `share` of the way to `other`.
    Point towards(Point other, double share) {
        return new Point(x + (other.x - x) * share, y + (other.y - y) * share);
    }

    /// The distance to the line between two points.
    double distanceToLine(Point from, Point to) {
        double length = from.distance(to);
        double share =
                length == 0 ? 0 : ((x - from.x) * (to.x - from.x) + (y - from.y) * (to.y - from.y)) / (length * length);
        return distance(from.towards(to, Math.clamp(share, 0, 1)));
    }

    /// The distance to `other`.
    double distance(Point other) {
        return Math.hypot(other.x - x, other.y - y);
    }
}
