package org.loopwright.app.look;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The icons, one name for each meaning.
public enum Icons {
    PROJECT(Feather.BOX),
    FOLDER(Feather.FOLDER),
    LOOP(Feather.REPEAT),
    DATASET(Feather.DATABASE),
    MODEL(Feather.CPU),
    RUN(Feather.ACTIVITY),
    PLAY(Feather.PLAY),
    PAUSE(Feather.PAUSE),
    STOP(Feather.SQUARE),
    LIGHT(Feather.SUN),
    DARK(Feather.MOON),
    FIT(Feather.MAXIMIZE),
    ZOOM_IN(Feather.ZOOM_IN),
    ZOOM_OUT(Feather.ZOOM_OUT),
    WRITES(Feather.EDIT_3),
    JUDGES(Feather.CHECK_CIRCLE),
    DECIDES(Feather.GIT_BRANCH),
    GOLD(Feather.AWARD),
    CALLS(Feather.CORNER_RIGHT_DOWN),
    ENDS(Feather.FLAG),
    OTHER(Feather.HELP_CIRCLE),
    RIGHT(Feather.CHECK),
    WRONG(Feather.X),
    UNPARSED(Feather.MINUS),
    WARNING(Feather.ALERT_TRIANGLE),
    ERROR(Feather.ALERT_OCTAGON),
    INFO(Feather.INFO),
    RESULT(Feather.BAR_CHART_2),
    COMPARE(Feather.COLUMNS),
    ITEMS(Feather.LIST),
    LIST(Feather.LAYERS),
    CLOCK(Feather.CLOCK),
    SEARCH(Feather.SEARCH),
    CLOSE(Feather.X),
    ARROW(Feather.ARROW_RIGHT),
    TOKENS(Feather.HASH),
    REFRESH(Feather.REFRESH_CW),
    ADD(Feather.PLUS),
    REMOVE(Feather.TRASH_2),
    UNDO(Feather.CORNER_UP_LEFT),
    REDO(Feather.CORNER_UP_RIGHT),
    SAVE(Feather.SAVE),
    LAYOUT(Feather.SHARE_2),
    ALIGN(Feather.ALIGN_JUSTIFY),
    SETTINGS(Feather.SLIDERS),
    TEXT(Feather.FILE_TEXT),
    COMMENT(Feather.MESSAGE_SQUARE),
    GROUP(Feather.GRID),
    INTO(Feather.LOG_IN),
    EXTRACT(Feather.MINIMIZE_2),
    DISSOLVE(Feather.MAXIMIZE_2),
    FORK(Feather.GIT_PULL_REQUEST),
    NOTE(Feather.MESSAGE_SQUARE),
    TAG(Feather.TAG),
    STAR(Feather.STAR),
    EXPORT(Feather.DOWNLOAD),
    IMPORT(Feather.UPLOAD),
    BLIND(Feather.EYE_OFF),
    BOOKMARK(Feather.BOOKMARK),
    TRY(Feather.CROSSHAIR),
    STEP(Feather.SKIP_FORWARD),
    CONTINUE(Feather.FAST_FORWARD),
    BACK(Feather.SKIP_BACK),
    FIRST(Feather.ROTATE_CCW),
    PREVIOUS(Feather.CHEVRON_UP),
    NEXT(Feather.CHEVRON_DOWN),
    BREAKPOINT(Feather.STOP_CIRCLE),
    DIFF(Feather.GIT_COMMIT),
    UP(Feather.CHEVRON_UP),
    DOWN(Feather.CHEVRON_DOWN),
    RECIPE(Feather.BOOK_OPEN),
    LAB(Feather.FILTER);

    private final Feather glyph;

    Icons(Feather glyph) {
        this.glyph = glyph;
    }

    /// A fresh icon node.
    public FontIcon node() {
        return new FontIcon(glyph);
    }

    /// A fresh icon node with a style class.
    public FontIcon node(String styleClass) {
        FontIcon icon = node();
        icon.getStyleClass().add(styleClass);
        return icon;
    }
}
