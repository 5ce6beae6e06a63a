package org.loopwright.loop.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.Map;
import java.util.Optional;
import org.loopwright.loop.SlotType;

/// Slot types as the type checker sees them. A verdict is a structure, so that a misspelt field is found
/// when the loop is drawn; when a condition runs, it is a plain map.
final class SlotDeclarations implements CelTypeProvider {
    private static final ImmutableMap<String, CelType> VERDICT_FIELDS = ImmutableMap.of(
            "accept", SimpleType.BOOL,
            "judgement", SimpleType.STRING,
            "score", SimpleType.DOUBLE,
            "where", SimpleType.STRING);
    private static final StructType VERDICT = StructType.create(
            SlotType.VERDICT.label(), VERDICT_FIELDS.keySet(), field -> Optional.ofNullable(VERDICT_FIELDS.get(field)));

    /// What every condition sees beside slots.
    static final Map<String, CelType> GLOBALS =
            Map.of("params", MapType.create(SimpleType.STRING, SimpleType.DYN), "random", SimpleType.DOUBLE);

    static CelType of(SlotType type) {
        return switch (type) {
            case TEXT -> SimpleType.STRING;
            case NUMBER -> SimpleType.DOUBLE;
            case VERDICT -> VERDICT;
            case SAMPLES -> ListType.create(SimpleType.STRING);
            case METRICS -> MapType.create(SimpleType.STRING, SimpleType.DOUBLE);
            case MODEL, DATASET, TRACES -> SimpleType.DYN;
        };
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.of(VERDICT);
    }

    @Override
    public Optional<CelType> findType(String name) {
        return name.equals(VERDICT.name()) ? Optional.of(VERDICT) : Optional.empty();
    }
}
