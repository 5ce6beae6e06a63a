package org.loopwright.app.figure;

import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;

/// A loop as an SVG drawing for paper: nodes as boxes, exits as arrows with their names.
final class LoopPicture {
    private static final double HEIGHT = 36;
    private static final double LETTER = 5.6;

    static {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    private final Formatter svg = new Formatter(Locale.ROOT);

    private LoopPicture() {}

    /// The drawing.
    static String svg(LoopSpec loop) {
        return new LoopPicture().draw(loop);
    }

    private String draw(LoopSpec loop) {
        ElkNode root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(CoreOptions.PADDING, new ElkPadding(8));
        root.setProperty(CoreOptions.SPACING_NODE_NODE, 30.0);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        root.setProperty(LayeredOptions.FEEDBACK_EDGES, true);
        Map<String, ElkNode> boxes = new LinkedHashMap<>();
        for (NodeSpec node : loop.nodes().values()) {
            ElkNode box = ElkGraphUtil.createNode(root);
            box.setDimensions(
                    Math.max(
                            70,
                            16
                                    + LETTER
                                            * Math.max(
                                                    node.id().length(),
                                                    node.kind().length())),
                    HEIGHT);
            boxes.put(node.id(), box);
        }
        for (NodeSpec node : loop.nodes().values()) {
            node.exits().forEach((exit, target) -> {
                ElkNode from = boxes.get(node.id());
                ElkNode to = boxes.get(target);
                if (from != null && to != null) {
                    ElkEdge edge = ElkGraphUtil.createSimpleEdge(from, to);
                    ElkLabel label = ElkGraphUtil.createLabel(exit, edge);
                    label.setDimensions(exit.length() * LETTER + 6, 11);
                    label.setProperty(CoreOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
                }
            });
        }
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
        double shown = Math.min(1, 480 / root.getWidth());
        svg.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" font-family=\"Inter, sans-serif\">%n",
                root.getWidth() * shown, root.getHeight() * shown, root.getWidth(), root.getHeight());
        root.getContainedEdges().forEach(this::edge);
        boxes.forEach((id, box) -> box(loop, id, box));
        return svg.format("</svg>%n").toString();
    }

    private void edge(ElkEdge edge) {
        ElkEdgeSection section = edge.getSections().getFirst();
        StringBuilder points = new StringBuilder(point(section.getStartX(), section.getStartY()));
        double[] before = {section.getStartX(), section.getStartY()};
        section.getBendPoints().forEach(bend -> {
            points.append(point(bend.getX(), bend.getY()));
            before[0] = bend.getX();
            before[1] = bend.getY();
        });
        double x = section.getEndX();
        double y = section.getEndY();
        points.append(point(x, y));
        svg.format(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"#777777\" stroke-width=\"1.2\"/>%n",
                points.toString().strip());
        double length = Math.max(1e-6, Math.hypot(x - before[0], y - before[1]));
        double dx = (x - before[0]) / length * 6;
        double dy = (y - before[1]) / length * 6;
        svg.format(
                "<polygon points=\"%s%s%s\" fill=\"#777777\"/>%n",
                point(x, y), point(x - dx - dy / 2, y - dy + dx / 2), point(x - dx + dy / 2, y - dy - dx / 2));
        for (ElkLabel label : List.copyOf(edge.getLabels())) {
            svg.format(
                    "<text x=\"%.1f\" y=\"%.1f\" font-size=\"8.5\" fill=\"#555555\">%s</text>%n",
                    label.getX() + 2, label.getY() + 9, Html.escaped(label.getText()));
        }
    }

    private void box(LoopSpec loop, String id, ElkNode box) {
        NodeSpec node = loop.nodes().get(id);
        boolean start = loop.start().equals(id);
        svg.format(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"5\" fill=\"%s\" stroke=\"#0072b2\" stroke-width=\"%s\"/>%n",
                box.getX(),
                box.getY(),
                box.getWidth(),
                box.getHeight(),
                start ? "#e6f1f8" : "#ffffff",
                start ? "1.8" : "1");
        double centre = box.getX() + box.getWidth() / 2;
        svg.format(
                "<text x=\"%.1f\" y=\"%.1f\" font-size=\"10.5\" text-anchor=\"middle\" fill=\"#222222\">%s</text>%n",
                centre, box.getY() + 15, Html.escaped(id));
        svg.format(
                "<text x=\"%.1f\" y=\"%.1f\" font-size=\"8.5\" text-anchor=\"middle\" fill=\"#666666\">%s</text>%n",
                centre,
                box.getY() + 28,
                Html.escaped(
                        node == null
                                ? ""
                                : node.kind() + (node.maxVisits() == null ? "" : ", at most " + node.maxVisits())));
    }

    private static String point(double x, double y) {
        return String.format(Locale.ROOT, "%.1f,%.1f ", x, y);
    }
}
