package org.loopwright.train;

/// Port to what turns a base model and examples into a checkpoint. Open set; `train.djl` has the local
/// engine's.
public interface Trainer {

    /// Trains as `job` says and puts the checkpoint into its folder, complete or not at all.
    ///
    /// When the folder's training state ([TrainingJob#stateFolder]) is that of the same job, training goes
    /// on from there and reaches the same weights as if it had never stopped; when the checkpoint is there
    /// already, it is returned at once. Interrupting the calling thread cancels: the state is saved first.
    ///
    /// @throws InterruptedException when the thread was interrupted; the next call goes on
    /// @throws TrainingException with code `JOB` when the job says something that can't be trained, `STATE`
    ///     when the folder holds another job's state or checkpoint, `DIVERGED` when the loss is no number
    ///     (the step is named, the last saved state stays), `DISK` when the disk refuses (nothing that was
    ///     complete is lost)
    /// @throws org.loopwright.model.ModelException when a model's files are bad or the device fails
    Checkpoint train(TrainingJob job, TrainListener listener) throws InterruptedException;
}
