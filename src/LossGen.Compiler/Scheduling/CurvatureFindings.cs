using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Scheduling;

/// <summary>Warns where a Hessian is asked for that has nothing in it.</summary>
internal static class CurvatureFindings
{
    /// <summary>A finding for each parameter by which the second derivative is 0 everywhere. It has no place in the text and stands at position 0.</summary>
    public static IEnumerable<LossDiagnostic> In(BoundProgram program, CancellationToken cancellationToken) =>
        program.Signature.Hessian is null
            ? []
            : from hessian in Formulas.Of(program, stabilize: true, cancellationToken).Hessians
              where Algebra.IsConstant(hessian.Value, 0)
              select new LossDiagnostic(DesignWarnings.NoCurvature, new TextSpan(0, 0), new EquatableArray<string>(hessian.Parameter.Name));
}
