using System.Globalization;

namespace LossGen.Losses;

/// <summary>A rectangle with sides along the axes; y runs downwards.</summary>
/// <param name="Left">The least x.</param>
/// <param name="Top">The least y.</param>
/// <param name="Right">The largest x.</param>
/// <param name="Bottom">The largest y.</param>
public readonly record struct Box(double Left, double Top, double Right, double Bottom)
{
    /// <summary>Width times height.</summary>
    public double Area => (Right - Left) * (Bottom - Top);

    internal void Check(string parameter)
    {
        if (!(Left <= Right && Top <= Bottom && double.IsFinite(Right - Left) && double.IsFinite(Bottom - Top)))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"'{parameter}' is no box: [{Left}, {Right}] × [{Top}, {Bottom}]."), parameter);
    }
}
