package org.loopwright.app.compare;

import java.util.Locale;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.measure.Interval;
import org.loopwright.measure.PairedDifference;
import org.loopwright.measure.Verdict;
import org.loopwright.measure.compare.Contrast;

/// What stands at the top of a comparison: what was measured, never more.
///
/// @param title which arm less which
/// @param difference with sign, in points
/// @param interval `[50.3, 56.6]`
/// @param method how the interval was made
/// @param n how many units, and what one is
/// @param test the p-value, with its test
/// @param smallest the smallest difference that this n shows
/// @param verdict one of four
/// @param reading why, and what would settle it
record CompareHeadline(
        String title,
        String difference,
        String interval,
        String method,
        String n,
        String test,
        String smallest,
        Verdict verdict,
        String reading) {

    static CompareHeadline of(Contrast contrast) {
        PairedDifference difference = contrast.difference();
        Interval interval = difference.interval(Interval.LEVEL);
        return new CompareHeadline(
                Texts.of("compare.less", contrast.arm(), contrast.base()),
                Figures.signed(difference.value()),
                interval == null ? "–" : interval(interval),
                interval == null ? Texts.of("compare.no-interval") : interval.method(),
                Texts.of(
                        "compare.units." + difference.unit().name().toLowerCase(Locale.ROOT),
                        Figures.count(difference.n())),
                Double.isNaN(difference.p())
                        ? "–"
                        : Texts.of("compare.p", Figures.probability(difference.p()), difference.test()),
                Double.isNaN(difference.smallestEffect())
                        ? "–"
                        : Texts.of("compare.points", Figures.plain(difference.smallestEffect())),
                contrast.finding().verdict(),
                reading(contrast));
    }

    static String interval(Interval interval) {
        return Texts.of("compare.interval", Figures.signed(interval.low()), Figures.signed(interval.high()));
    }

    private static String reading(Contrast contrast) {
        String key = contrast.finding().verdict().word();
        String said = Texts.of("compare.reading." + key, contrast.arm(), contrast.base());
        String why = Texts.of("compare.because", contrast.finding().reason());
        long needed = contrast.finding().neededN();
        return needed == 0
                ? said + " " + why
                : said + " " + why + " "
                        + Texts.of(
                                "compare.needed",
                                Figures.count(needed),
                                contrast.difference().unit().word());
    }

    /// The tone of a verdict: a style class.
    static String tone(Verdict verdict) {
        return switch (verdict) {
            case MET -> "success";
            case NULL -> "accent";
            case CONTRARY -> "danger";
            case INCONCLUSIVE -> "warning";
        };
    }
}
