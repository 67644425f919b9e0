namespace LossGen.Losses;

/// <summary>A student learns from the distributions of a teacher.</summary>
/// <remarks>
/// Every loss has overloads for <see cref="float"/> and <see cref="double"/>, and beside it a generated method <c>{Name}Gradient</c> that returns the
/// same value and writes its gradient.
/// </remarks>
public static partial class Distillation
{
    private const string SoftTargetsFormula = """
        require temperature > 0
        axis c = classes
        student[n,c] = logsoftmax[c](studentLogits[n,c] / temperature)
        teacher[n,c] = logsoftmax[c](teacherLogits[n,c] / temperature)
        temperature^2 * mean[n](sum[c](teacher[n,c] == -inf ? 0 : exp(teacher[n,c]) * (teacher[n,c] - student[n,c])))
        """;

    /// <summary>The divergence of a student from the softened distribution of its teacher.</summary>
    /// <remarks>
    /// <para>T² (1/n) Σ KL(q‖p), with p = softmax(z/T) and q the same of the teacher. T² keeps the gradient at the size of that without a
    /// temperature.</para>
    /// <para>Gradient: T(p − q)/n.</para>
    /// <para>G. Hinton, O. Vinyals, J. Dean, Distilling the knowledge in a neural network (2015).</para>
    /// </remarks>
    /// <param name="studentLogits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="teacherLogits">the logits of the teacher, shape [n, c]; any numbers, −∞ for a class that it excludes.</param>
    /// <param name="classes">c, the number of classes.</param>
    /// <param name="temperature">T &gt; 0, which softens both distributions.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is not positive.</exception>
    [Loss(SoftTargetsFormula)]
    public static partial float SoftTargets(
        ReadOnlySpan<float> studentLogits, ReadOnlySpan<float> teacherLogits, int classes, float temperature);

    /// <inheritdoc cref="SoftTargets(ReadOnlySpan{float}, ReadOnlySpan{float}, int, float)"/>
    [Loss(SoftTargetsFormula)]
    public static partial double SoftTargets(
        ReadOnlySpan<double> studentLogits, ReadOnlySpan<double> teacherLogits, int classes, double temperature);

    private const string SoftTargetsAndLabelsFormula = """
        require temperature > 0
        require 0 <= share && share <= 1
        axis c = classes
        student[n,c] = logsoftmax[c](studentLogits[n,c] / temperature)
        teacher[n,c] = logsoftmax[c](teacherLogits[n,c] / temperature)
        soft[n] = sum[c](teacher[n,c] == -inf ? 0 : exp(teacher[n,c]) * (teacher[n,c] - student[n,c]))
        hard[n] = softplus(logsumexp[c | c != labels[n]](studentLogits[n,c]) - studentLogits[n, labels[n]])
        mean[n](share * temperature^2 * soft[n] + (1 - share) * hard[n])
        """;

    /// <summary>The divergence from the teacher mixed with the cross-entropy of the labels.</summary>
    /// <remarks>
    /// <para>(1/n) Σ (αT² KL(q‖p) + (1 − α)(−log softmax(z)_y)).</para>
    /// <para>Gradient: (αT(p − q) + (1 − α)(softmax(z) − [c = y]))/n.</para>
    /// <para>G. Hinton, O. Vinyals, J. Dean, Distilling the knowledge in a neural network (2015).</para>
    /// </remarks>
    /// <param name="studentLogits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="teacherLogits">the logits of the teacher, shape [n, c]; any numbers, −∞ for a class that it excludes.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <param name="classes">c, the number of classes.</param>
    /// <param name="temperature">T &gt; 0, which softens both distributions.</param>
    /// <param name="share">α in [0, 1], the share of the teacher.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is outside [0, 1].</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(SoftTargetsAndLabelsFormula)]
    public static partial float SoftTargetsAndLabels(
        ReadOnlySpan<float> studentLogits, ReadOnlySpan<float> teacherLogits, ReadOnlySpan<int> labels, int classes, float temperature,
        float share);

    /// <inheritdoc cref="SoftTargetsAndLabels(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{int}, int, float, float)"/>
    [Loss(SoftTargetsAndLabelsFormula)]
    public static partial double SoftTargetsAndLabels(
        ReadOnlySpan<double> studentLogits, ReadOnlySpan<double> teacherLogits, ReadOnlySpan<int> labels, int classes,
        double temperature, double share);

    private const string ReverseSoftTargetsFormula = """
        require temperature > 0
        axis c = classes
        student[n,c] = logsoftmax[c](studentLogits[n,c] / temperature)
        teacher[n,c] = logsoftmax[c](teacherLogits[n,c] / temperature)
        temperature^2 * mean[n](sum[c](student[n,c] == -inf ? 0 : exp(student[n,c]) * (student[n,c] - teacher[n,c])))
        """;

    /// <summary>The divergence the other way round: the student keeps to what the teacher finds likely.</summary>
    /// <remarks>
    /// <para>T² (1/n) Σ KL(p‖q), with p = softmax(z/T) and q the same of the teacher.</para>
    /// <para>Gradient: Tp(log(p/q) − KL(p‖q))/n.</para>
    /// <para>Y. Gu et al., MiniLLM: knowledge distillation of large language models (2024).</para>
    /// </remarks>
    /// <param name="studentLogits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="teacherLogits">the logits of the teacher, shape [n, c]; any numbers, −∞ for a class that it excludes.</param>
    /// <param name="classes">c, the number of classes.</param>
    /// <param name="temperature">T &gt; 0, which softens both distributions.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is not positive.</exception>
    [Loss(ReverseSoftTargetsFormula)]
    public static partial float ReverseSoftTargets(
        ReadOnlySpan<float> studentLogits, ReadOnlySpan<float> teacherLogits, int classes, float temperature);

    /// <inheritdoc cref="ReverseSoftTargets(ReadOnlySpan{float}, ReadOnlySpan{float}, int, float)"/>
    [Loss(ReverseSoftTargetsFormula)]
    public static partial double ReverseSoftTargets(
        ReadOnlySpan<double> studentLogits, ReadOnlySpan<double> teacherLogits, int classes, double temperature);
}
