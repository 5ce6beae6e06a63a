package org.loopwright.app.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.CycleBreakingStrategy;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.loopwright.loop.NodeSpec;

/// Places a loop from left to right by ELK's layered algorithm. Takes 40-170 ms for 50 nodes: call it
/// off the window's thread. Places that the file gives are kept by [HandLayout].
final class LayeredLayout {
    private static final double LETTER = 6.6;
    private static final double MIDDLE = 0.5;
    private static final double LOW = 0.8;
    private static final double COUNT = 40;
    private static final double LABEL_HEIGHT = 20;

    static {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    private LayeredLayout() {}

    /// The drawing with everything in its place; cards that the file places stay there.
    static Placement place(LoopDrawing drawing) {
        ElkNode root = canvas();
        Map<String, ElkNode> nodes = new LinkedHashMap<>();
        drawing.cards().keySet().forEach(id -> nodes.put(id, card(root, sides(drawing, id))));
        Map<LoopDrawing.Line, ElkEdge> edges = new LinkedHashMap<>();
        drawing.lines().forEach(line -> edges.put(line, edge(nodes, line)));
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
        Map<String, Point> places = new LinkedHashMap<>();
        nodes.forEach((id, node) -> places.put(id, new Point(node.getX(), node.getY())));
        if (!drawing.given().isEmpty()) {
            return HandLayout.place(drawing, places);
        }
        List<Placement.Route> routes = new ArrayList<>();
        edges.forEach((line, edge) -> routes.add(route(line, edge, places)));
        return new Placement(drawing, places, routes);
    }

    private static ElkNode canvas() {
        ElkNode root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(CoreOptions.PADDING, new ElkPadding(20));
        root.setProperty(CoreOptions.SPACING_NODE_NODE, 56.0);
        root.setProperty(CoreOptions.SPACING_EDGE_LABEL, 4.0);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 12.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 12.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 14.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE, 30.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 22.0);
        root.setProperty(LayeredOptions.CYCLE_BREAKING_STRATEGY, CycleBreakingStrategy.DEPTH_FIRST);
        root.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.BRANDES_KOEPF);
        root.setProperty(LayeredOptions.FEEDBACK_EDGES, true);
        return root;
    }

    /// A node with one main exit has its ports in the middle, so that a chain of them is drawn
    /// straight; where exits fork, the layout may order them.
    private static PortConstraints sides(LoopDrawing drawing, String id) {
        long main = drawing.lines().stream()
                .filter(l -> l.exit().node().equals(id) && !l.exit().exit().equals(NodeSpec.CAPPED))
                .count();
        return main > 1 ? PortConstraints.FIXED_SIDE : PortConstraints.FIXED_POS;
    }

    private static ElkNode card(ElkNode root, PortConstraints constraints) {
        ElkNode node = ElkGraphUtil.createNode(root);
        node.setDimensions(Placement.CARD_WIDTH, Placement.CARD_HEIGHT);
        node.setProperty(CoreOptions.PORT_CONSTRAINTS, constraints);
        return node;
    }

    private static ElkEdge edge(Map<String, ElkNode> nodes, LoopDrawing.Line line) {
        ElkPort from = port(
                nodes, line.exit().node(), PortSide.EAST, line.exit().exit().equals(NodeSpec.CAPPED) ? LOW : MIDDLE);
        ElkPort to = port(nodes, line.target(), PortSide.WEST, MIDDLE);
        ElkEdge edge = ElkGraphUtil.createSimpleEdge(from, to);
        ElkLabel label = ElkGraphUtil.createLabel(line.exit().exit(), edge);
        label.setDimensions(line.exit().exit().length() * LETTER + COUNT, LABEL_HEIGHT);
        label.setProperty(CoreOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
        label.setProperty(CoreOptions.EDGE_LABELS_INLINE, true);
        return edge;
    }

    private static ElkPort port(Map<String, ElkNode> nodes, String id, PortSide side, double height) {
        ElkNode node = nodes.get(id);
        if (node == null) {
            throw new IllegalStateException("drawn exits lead from card to card, " + id + " has none");
        }
        ElkPort port = ElkGraphUtil.createPort(node);
        port.setProperty(CoreOptions.PORT_SIDE, side);
        port.setLocation(side == PortSide.EAST ? Placement.CARD_WIDTH : 0, Placement.CARD_HEIGHT * height);
        return port;
    }

    private static Placement.Route route(LoopDrawing.Line line, ElkEdge edge, Map<String, Point> places) {
        ElkEdgeSection section = edge.getSections().getFirst();
        List<Point> points = new ArrayList<>();
        points.add(new Point(section.getStartX(), section.getStartY()));
        section.getBendPoints().forEach(bend -> points.add(new Point(bend.getX(), bend.getY())));
        points.add(new Point(section.getEndX(), section.getEndY()));
        ElkLabel label = edge.getLabels().getFirst();
        Point centre = new Point(label.getX() + label.getWidth() / 2, label.getY() + label.getHeight() / 2);
        Point from = places.getOrDefault(line.exit().node(), centre);
        Point to = places.getOrDefault(line.target(), centre);
        return new Placement.Route(line, points, centre, Placement.direction(from, to));
    }
}
