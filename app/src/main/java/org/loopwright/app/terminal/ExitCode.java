package org.loopwright.app.terminal;

import java.io.UncheckedIOException;
import org.loopwright.app.MissingEnvironmentException;
import org.loopwright.exchange.ExchangeException;
import org.loopwright.loop.LoopException;
import org.loopwright.measure.MeasureException;
import org.loopwright.model.ModelException;
import org.loopwright.model.hub.HubException;
import org.loopwright.model.keys.KeyringException;
import org.loopwright.model.shelf.ShelfException;
import org.loopwright.project.ProjectException;
import org.loopwright.run.RunException;
import org.loopwright.store.StoreException;
import org.loopwright.task.DatasetException;
import org.loopwright.tool.ToolException;
import org.loopwright.train.TrainingException;

/// How a command ends.
public enum ExitCode {
    /// It did what was asked.
    DONE(0),
    /// The words of the command were wrong.
    USAGE(2),
    /// This machine lacks something.
    MISSING_ENVIRONMENT(3),
    /// A file, a loop, a dataset or a model is wrong.
    BAD_INPUT(4),
    /// The run failed.
    RUN_FAILED(5);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /// The number that the shell sees.
    public int code() {
        return code;
    }

    /// The code for an exception that a command threw.
    static ExitCode of(Throwable failure) {
        return switch (failure) {
            case ProjectException _, LoopException _, DatasetException _, RunException _, ExchangeException _ ->
                BAD_INPUT;
            case MeasureException _ -> BAD_INPUT;
            case ModelException model ->
                switch (model.code()) {
                    case FILE, PROMPT, TOO_LONG -> BAD_INPUT;
                    case ENVIRONMENT -> MISSING_ENVIRONMENT;
                    case DEVICE, SERVER, CLOSED -> RUN_FAILED;
                };
            case StoreException store ->
                switch (store.code()) {
                    case UNAVAILABLE, NEWER, DAMAGED, CONFLICT -> BAD_INPUT;
                    case FULL -> RUN_FAILED;
                };
            case HubException hub ->
                switch (hub.code()) {
                    case CHOICE, MISSING, REFUSED -> BAD_INPUT;
                    case UNREACHABLE, DISK -> MISSING_ENVIRONMENT;
                    case DAMAGED -> RUN_FAILED;
                };
            case ShelfException _ -> BAD_INPUT;
            case TrainingException training ->
                switch (training.code()) {
                    case PLAN, JOB, STATE -> BAD_INPUT;
                    case DISK, DIVERGED -> RUN_FAILED;
                };
            case MissingEnvironmentException _, ToolException _, KeyringException _ -> MISSING_ENVIRONMENT;
            case UncheckedIOException _ -> BAD_INPUT;
            default -> RUN_FAILED;
        };
    }

    /// Whether the exception's message was written for people.
    static boolean expected(Throwable failure) {
        return failure instanceof ProjectException
                || failure instanceof LoopException
                || failure instanceof DatasetException
                || failure instanceof RunException
                || failure instanceof ExchangeException
                || failure instanceof MeasureException
                || failure instanceof ModelException
                || failure instanceof HubException
                || failure instanceof ShelfException
                || failure instanceof StoreException
                || failure instanceof ToolException
                || failure instanceof TrainingException
                || failure instanceof KeyringException
                || failure instanceof MissingEnvironmentException
                || failure instanceof UncheckedIOException;
    }
}
